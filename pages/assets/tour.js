// A tour of the board, offered once to each reader, left at any step.

import { button, element, name, write } from "./dom.js"

const KEPT = "cxsim tour"

export class Tour {
  constructor(root) {
    this.root = root
    this.at = -1
    this.title = element("h2")
    this.text = element("p")
    this.place = element("span", { class: "place" })
    this.skip = button("button quiet", () => this.leave())
    this.next = button("button primary", () => this.go(this.at + 1))
    this.card = element("section", { class: "tour", hidden: true },
      element("div", { "aria-live": "polite" }, this.title, this.text),
      element("div", { class: "tour-deeds" }, this.place, this.skip, this.next))
    this.card.onkeydown = (event) => {
      if (event.key === "Escape") this.leave()
    }
    this.opener = button("button quiet tour-open", () => {
      this.go(0)
      this.next.focus()
    })
  }

  // A step that asks for a change goes on by itself once the change is answered.
  update({ tour, run }) {
    this.opener.hidden = !tour
    if (!tour) return this.leave(false)
    const answered = this.run !== undefined && this.run !== run
    this.run = run
    this.content = tour
    write(this.opener, tour.start)
    name(this.card, tour.start)
    if (this.at < 0 && !kept()) this.show(tour.offer, tour.invitation, tour.skip, tour.start)
    else if (this.at >= 0) this.go(this.at + (answered && tour.steps[this.at].waits ? 1 : 0), false)
  }

  go(place, scrolls = true) {
    const { steps, leave, next, done } = this.content
    if (place >= steps.length) return this.leave()
    const moved = place !== this.at
    this.at = place
    const { title, text, target } = steps[place]
    this.show(title, text, leave, place + 1 < steps.length ? next : done)
    write(this.place, `${place + 1} / ${steps.length}`)
    this.skip.hidden = place + 1 === steps.length
    if (moved) this.point(target, scrolls)
  }

  show(title, text, skip, next) {
    write(this.title, title)
    write(this.text, text)
    write(this.skip, skip)
    write(this.next, next)
    if (!this.card.hidden) return
    this.card.hidden = false
    this.card.popover = "manual"
    this.card.showPopover()
  }

  point(target, scrolls) {
    this.root.querySelector("[data-toured]")?.removeAttribute("data-toured")
    const node = target ? this.root.querySelector(`.${target}, [data-chart="${target}"]`) : null
    node?.toggleAttribute("data-toured", true)
    if (!scrolls) return
    const above = matchMedia("(max-width: 640px)").matches // there the card lies across the foot
    if (node) node.scrollIntoView({ block: above ? "start" : target === "panel" ? "nearest" : "center" })
    else document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0 })
  }

  leave(forGood = true) {
    if (forGood) keep()
    const invited = this.at < 0
    this.at = -1
    this.point("", false)
    this.skip.hidden = false
    write(this.place, "")
    if (this.card.hidden) return
    const inside = this.card.contains(this.card.getRootNode().activeElement)
    this.card.hidePopover()
    this.card.hidden = true
    const next = (invited && this.root.querySelector(".panel input")) || this.opener
    if (inside) next.focus({ preventScroll: true })
  }
}

// Where nothing may be kept, the tour is offered again.
function kept() {
  try {
    return localStorage.getItem(KEPT) !== null
  } catch {
    return false
  }
}

function keep() {
  try {
    localStorage.setItem(KEPT, "seen")
  } catch {
    // offered again
  }
}
