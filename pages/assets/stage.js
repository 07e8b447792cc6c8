// For a room: one chart and the sentence, as large as the screen, with the sliders at its side.

import { button, element, name, write } from "./dom.js"

const FOCUSABLE = "button, input, summary"

export class Stage {
  constructor(root, charts) {
    this.root = root
    this.charts = charts
    this.opener = button("stage-open", () => this.open(), corners())
    this.back = button("button", () => this.move(-1), "‹")
    this.on = button("button", () => this.move(1), "›")
    this.place = element("span", { class: "place", "aria-live": "polite" })
    this.drawer = button("button", () => this.turn())
    this.leave = button("button", () => this.close())
    this.bar = element("div", { class: "stage-bar" }, this.back, this.place, this.on, this.drawer, this.leave)
    this.hear = (event) => this.key(event)
    this.release = (event) => event.target.type === "range" && setTimeout(() => this.on.focus())
    this.watch = () => document.fullscreenElement || this.close()
    this.at = 0
  }

  name({ charts, sliders, words }) {
    this.opener.hidden = charts.length === 0
    for (const [node, word] of [[this.opener, words.present], [this.back, words.previous], [this.on, words.next]]) {
      name(node, word)
      node.title = word
    }
    write(this.drawer, words.sliders)
    write(this.leave, words.close)
    this.drawer.hidden = sliders.length === 0
  }

  get shown() {
    return this.root.hasAttribute("data-stage")
  }

  // Full screen comes first: what is opened last lies on top.
  async open() {
    await document.documentElement.requestFullscreen?.().catch(() => {})
    this.at = Math.max(this.charts.nodes.findIndex((node) => node.getBoundingClientRect().bottom > 200), 0)
    this.root.setAttribute("data-stage", "")
    this.root.popover = "manual"
    this.root.showPopover()
    document.addEventListener("keydown", this.hear, true)
    this.root.addEventListener("pointerup", this.release) // the arrow keys are the charts' again
    document.addEventListener("fullscreenchange", this.watch)
    this.show()
    this.on.focus()
  }

  close() {
    if (!this.shown) return
    document.removeEventListener("keydown", this.hear, true)
    this.root.removeEventListener("pointerup", this.release)
    document.removeEventListener("fullscreenchange", this.watch)
    this.root.hidePopover()
    this.root.popover = null
    this.root.removeAttribute("data-stage")
    for (const node of this.charts.nodes) node.removeAttribute("data-on-stage")
    this.charts.enlarge(false)
    if (document.fullscreenElement) document.exitFullscreen()
    this.opener.focus()
  }

  show() {
    const { nodes } = this.charts
    this.at = (this.at + nodes.length) % nodes.length
    nodes.forEach((node, place) => node.toggleAttribute("data-on-stage", place === this.at))
    write(this.place, `${this.at + 1} / ${nodes.length}`)
    this.drawer.setAttribute("aria-pressed", String(this.root.hasAttribute("data-drawer")))
    this.charts.enlarge(true)
  }

  move(steps) {
    this.at += steps
    this.show()
  }

  turn() {
    this.root.toggleAttribute("data-drawer")
    this.show()
  }

  // Arrow keys belong to a slider or a choice that has them; a presenter's remote sends page keys.
  key(event) {
    const inside = event.composedPath()[0]
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey
    const free = plain && !inside.matches?.("input")
    const steps = { PageDown: 1, PageUp: -1, ...(free ? { ArrowRight: 1, ArrowLeft: -1 } : {}) }[event.key]
    if (steps) this.move(steps)
    else if (event.key === "Escape") this.close()
    else if (plain && event.key.toLowerCase() === "s" && !this.drawer.hidden) this.turn()
    else if (event.key === "Tab" && this.wraps(inside, event.shiftKey)) return event.preventDefault()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  // Nothing behind the stage is reached.
  wraps(inside, back) {
    const reached = [...this.root.querySelectorAll(FOCUSABLE)].filter((node) => node.checkVisibility({ visibilityProperty: true }))
    const [from, to] = back ? [reached[0], reached.at(-1)] : [reached.at(-1), reached[0]]
    if (inside !== from && this.root.contains(inside)) return false
    to.focus()
    return true
  }
}

// Four corners of a screen: drawn, for no typeface is sure to have the sign.
function corners() {
  const space = "http://www.w3.org/2000/svg"
  const [picture, lines] = ["svg", "path"].map((kind) => document.createElementNS(space, kind))
  for (const [key, value] of Object.entries({ viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": true })) picture.setAttribute(key, value)
  lines.setAttribute("d", "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4")
  picture.append(lines)
  return picture
}
