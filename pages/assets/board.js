// Entry point: called by Streamlit at each answer and each change of theme; draws into the same nodes.

import { Charts } from "./charts.js"
import { element } from "./dom.js"
import { Exchange } from "./exchange.js"
import { Results } from "./results.js"
import { Panel } from "./sliders.js"
import { Stage } from "./stage.js"
import { Theme } from "./theme.js"
import { Tour } from "./tour.js"

const UNDER_HAND = 250 // ms the charts out of sight wait while a slider moves
const boards = new WeakMap()
const turn = () => new Promise((resolve) => setTimeout(resolve))

class Board {
  constructor(parent) {
    this.parent = parent
    this.exchange = new Exchange()
    this.results = new Results()
    this.panel = new Panel(this.exchange)
    this.charts = new Charts(this.exchange)
    this.exchange.inSight = () => this.charts.inSight
    this.root = element("div", { class: "board" })
    this.stage = new Stage(this.root, this.charts)
    this.tour = new Tour(this.root)
    this.results.node.append(this.stage.opener)
    this.panel.node.append(this.tour.opener)
    this.root.append(this.tour.card, this.results.strip, this.results.node, this.panel.node, this.charts.node, this.stage.bar)
    this.theme = new Theme(this.root)
    this.ready = this.open()
  }

  async open() {
    await stylesheet(this.parent)
    this.parent.append(element("div", { class: "frame" }, this.root))
    const { Plotly, adoptStyles } = await import("./plotly.js")
    adoptStyles(this.parent)
    await document.fonts.ready
    this.charts.Plotly = Plotly
  }

  update(content, send) {
    const theme = this.charts.Plotly && this.theme.read(content.locale) // before any style is changed
    this.content = content
    this.exchange.send = send
    this.exchange.eager = Boolean(content.again)
    if (this.root.lang !== content.language) this.root.lang = content.language
    this.root.toggleAttribute("data-plain", content.sliders.length === 0)
    this.root.toggleAttribute("data-slim", content.sliders.length + content.charts.length === 0)
    this.results.update(content)
    this.stage.name(content)
    this.exchange.hear(content.echo)
    this.panel.update(content)
    this.paint(content, theme)
  }

  async paint(content, theme) {
    await this.ready
    if (content !== this.content) return
    this.charts.update(content, theme ?? this.theme.read(content.locale))
    if (this.stage.shown) this.stage.show()
    this.exchange.close(content.echo) // the server works on the next value while this answer is drawn
    if (this.exchange.busy) await turn() // Streamlit sends a message in a turn of its own
    if (content !== this.content) return
    this.charts.drawInSight()
    this.root.dataset.run = content.run
    this.tour.update(content)
    if (!this.exchange.busy) requestAnimationFrame(() => this.keepClearOfHeader()) // lays out the page
    this.charts.drawRest(this.exchange.busy ? UNDER_HAND : 0)
    this.charts.askForDue()
    if (content.again) this.exchange.refresh() // kept from an earlier start: the live one, as soon as there is one
  }

  // What stays in sight while the page scrolls stops where it began, or below Streamlit's header.
  keepClearOfHeader() {
    const main = this.parent.host?.closest("[data-testid=stMain]")
    const header = document.querySelector("[data-testid=stHeader]")?.offsetHeight ?? 0
    const start = main ? this.root.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop : header
    this.root.style.setProperty("--cx-top", `${Math.max(Math.min(start, header + 24), 12)}px`)
    this.root.style.setProperty("--cx-bar", `${start < header ? 0 : header}px`)
  }

  close() {
    this.exchange.stop()
    this.stage.close()
    this.tour.leave(false)
    this.results.close()
    this.charts.close()
    this.root.parentNode?.remove()
    boards.delete(this.parent)
  }
}

// Colours are read from the stylesheet, which Streamlit links without waiting for it.
function stylesheet(parent) {
  const link = parent.querySelector("link[rel=stylesheet]")
  if (!link || link.sheet) return Promise.resolve()
  return new Promise((resolve) => {
    link.addEventListener("load", resolve, { once: true })
    link.addEventListener("error", resolve, { once: true })
  })
}

const decoder = new TextDecoder()

export default function ({ data, parentElement, setStateValue }) {
  if (!boards.has(parentElement)) boards.set(parentElement, new Board(parentElement))
  const board = boards.get(parentElement)
  board.update(JSON.parse(decoder.decode(data)), (message) => setStateValue("sliders", message))
  return () => board.close()
}
