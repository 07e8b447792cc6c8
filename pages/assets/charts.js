// The charts: drawn in place, those in sight first, the others once nothing more urgent waits.

import { spaced } from "./axis.js"
import { Roster, element, key, name, scroller, write } from "./dom.js"
import { coloured, template } from "./theme.js"

const HEIGHT = 300
const LEGIBLE = [720, 320] // px of a picture that a reader at a desk has; a stage magnifies it
const REST = 250 // ms without an answer before the charts left out of the last one are asked for
const CONFIG = { displayModeBar: false, responsive: false, doubleClick: false, showTips: false }
// Plotly asks whether a plot has no size at all: to answer would lay out the page at each change.
const SIZED = { clientHeight: { value: HEIGHT }, clientWidth: { value: HEIGHT } }

class Chart {
  constructor({ id }, charts) {
    this.id = id
    this.charts = charts
    this.inSight = true
    this.width = this.height = 0 // told by the observer: to ask would lay out the page at each change
    this.picks = []
    const [title, sentence] = [key("title", id), key("sentence", id)]
    this.title = element("h3", { id: title })
    this.sentence = element("p", { class: "sentence", id: sentence })
    this.choices = element("div", { class: "choices" })
    this.plot = element("div", { class: "plot", role: "img", "aria-labelledby": `${title} ${sentence}` })
    Object.defineProperties(this.plot, SIZED)
    this.room = element("div", { class: "room" }, this.plot)
    this.summary = element("summary")
    this.table = element("table")
    this.scroll = scroller(this.table)
    this.details = element("details", {}, this.summary, this.scroll)
    this.details.ontoggle = () => this.tabulate()
    this.node = element("article", { class: "chart", "data-chart": id },
      element("div", { class: "chart-head" }, this.title, this.choices), this.sentence, this.room, this.details)
  }

  // Out of sight while a hand moves, it is left out of the answer: due until the hand rests.
  update(record, words) {
    write(this.title, record.title)
    name(this.scroll, record.title)
    write(this.summary, words.table)
    this.node.toggleAttribute("data-wide", record.wide)
    this.due = record.views === null
    if (this.due) return
    this.record = record
    this.ask(record)
    this.choose()
  }

  // One group of radio buttons per question, with the answers the views offer.
  ask({ views, questions }) {
    const answers = questions.map((_, place) => [...new Set(views.map((view) => view.choice[place]))])
    const signature = JSON.stringify([questions, answers])
    if (signature === this.asked) return
    this.asked = signature
    this.picks = answers.map((options, place) => Math.min(this.picks[place] ?? 0, options.length - 1))
    this.answers = answers
    this.choices.replaceChildren(...answers.map((options, place) => this.group(questions[place], options, place)))
  }

  group(question, options, place) {
    const buttons = options.map((text, option) => {
      const input = element("input", { type: "radio", name: `${this.id}-${place}`, value: option })
      input.checked = option === this.picks[place]
      input.onchange = () => this.pick(place, option)
      return element("label", {}, input, element("span", {}, text))
    })
    return element("div", { class: "segments", role: "radiogroup", "aria-label": question }, ...buttons)
  }

  pick(place, option) {
    this.picks[place] = option
    this.choose()
    this.draw()
  }

  choose() {
    const wanted = this.answers.map((options, place) => options[this.picks[place]])
    const matches = (view) => wanted.every((answer, place) => view.choice[place] === answer)
    this.view = this.record.views.find(matches) ?? this.record.views[0]
    if (!this.view.figure) this.charts.exchange.show(this.id, this.record.views.indexOf(this.view))
    write(this.sentence, this.view.sentence)
    this.details.hidden = this.view.table.rows.length === 0
    this.tabulate()
  }

  tabulate() {
    if (!this.details.open || this.tabled === this.view) return
    this.tabled = this.view
    const { header, rows } = this.view.table
    const head = element("tr", {}, ...header.map((text) => element("th", { scope: "col" }, text)))
    const body = rows.map(([first, ...rest]) =>
      element("tr", {}, element("th", { scope: "row" }, first), ...rest.map((text) => element("td", {}, text))))
    this.table.replaceChildren(element("caption", { class: "spoken" }, this.record.title),
      element("thead", {}, head), element("tbody", {}, ...body))
  }

  draw() {
    const { theme, run, revision, Plotly } = this.charts
    if (!Plotly || !this.view || this.due || this.width < 40) return
    this.seen = revision
    if (!this.view.figure) return
    const { width, height, scale } = this.size(this.view.figure.layout.height ?? HEIGHT)
    const signature = JSON.stringify([this.view.figure, width, height]) + theme.signature
    if (signature !== this.drawn) {
      const { data, layout: whole } = coloured(this.view.figure, theme.colours)
      const layout = spaced(whole, width)
      const around = JSON.stringify([layout.xaxis, layout.yaxis, data.map((trace) => trace.name), width, height]) + theme.signature
      const margin = around === this.around ? { margin: this.margin } : {}
      Plotly.react(this.plot, data, { ...layout, ...margin, template: this.charts.template, width, height, uirevision: this.id }, CONFIG)
      this.keepMargin(around)
      this.drawn = signature
    }
    this.dress(width, height, scale)
    this.room.toggleAttribute("data-empty", this.view.figure.data.length === 0)
    this.node.dataset.run = run
  }

  // As wide as its room; on a stage as high, and magnified whole: letters, lines and dots.
  size(own) {
    if (!this.charts.enlarged) return { width: this.width, height: own, scale: 1 }
    const scale = Math.max(Math.min(this.width / LEGIBLE[0], this.height / LEGIBLE[1]), 1)
    return { width: Math.floor(this.width / scale), height: Math.floor(this.height / scale), scale }
  }

  dress(width, height, scale) {
    const whole = JSON.stringify([width, height, scale])
    if (whole === this.dressed) return
    this.dressed = whole
    const { style } = this.plot
    style.height = style.minBlockSize = `${height}px`
    style.width = scale > 1 ? `${width}px` : ""
    style.transform = scale > 1 ? `scale(${scale})` : ""
  }

  // While ticks and legend stay as they are, Plotly need not measure them again to fit its margins.
  keepMargin(around) {
    if (around === this.around) return
    const { l, r, t, b } = this.plot._fullLayout._size
    this.around = around
    this.margin = { l, r, t, b, autoexpand: false }
  }

  get stale() {
    return !this.due && this.seen !== this.charts.revision
  }

  retire() {
    this.charts.forget(this)
  }
}

export class Charts {
  constructor(exchange) {
    this.exchange = exchange
    this.charts = new Roster((record) => this.enrol(new Chart(record, this)))
    this.heading = element("h2", { class: "spoken" })
    this.node = element("section", { class: "charts" })
    this.byNode = new Map()
    this.revision = 0 // counts updates: a change of theme is one too, and has no run of its own
    this.resizer = new ResizeObserver((entries) => this.each(entries, (chart, entry) => this.resized(chart, entry)))
    this.sight = new IntersectionObserver((entries) => this.look(entries), { rootMargin: "-60px 0px" })
  }

  enrol(chart) {
    this.byNode.set(chart.room, chart)
    this.resizer.observe(chart.room)
    this.sight.observe(chart.room)
    return chart
  }

  forget(chart) {
    this.resizer.unobserve(chart.room)
    this.sight.unobserve(chart.room)
    this.byNode.delete(chart.room)
    this.Plotly?.purge(chart.plot)
  }

  each(entries, action) {
    for (const entry of entries) {
      const chart = this.byNode.get(entry.target)
      if (chart) action(chart, entry)
    }
  }

  // Drawing inside the observer's own turn would make the browser report a loop.
  resized(chart, { contentRect }) {
    chart.width = Math.floor(contentRect.width)
    chart.height = Math.floor(contentRect.height)
    requestAnimationFrame(() => {
      if (chart.inSight) return chart.draw()
      chart.seen = undefined
      this.drawRest(0)
    })
  }

  enlarge(enlarged) {
    if (this.enlarged === enlarged) return
    this.enlarged = enlarged
    this.revision += 1
    for (const chart of this.charts.members.values()) if (!enlarged) chart.draw()
  }

  get nodes() {
    return [...this.charts.members.values()].map((chart) => chart.node)
  }

  look(entries) {
    this.each(entries, (chart, entry) => {
      chart.inSight = entry.isIntersecting
      if (chart.inSight && chart.stale) chart.draw()
    })
    this.askForDue()
  }

  get inSight() {
    return [...this.charts.members.values()].filter((chart) => chart.inSight).map((chart) => chart.id)
  }

  // Once the hand rests; at once where one of them comes into sight.
  askForDue() {
    clearTimeout(this.asker)
    const due = [...this.charts.members.values()].filter((chart) => chart.due)
    if (due.length === 0) return
    const pause = due.some((chart) => chart.inSight) ? 0 : REST
    this.asker = setTimeout(() => this.exchange.refresh(), pause)
  }

  update({ run, charts, words }, theme) {
    this.run = run
    this.revision += 1
    if (this.theme?.signature !== theme.signature) this.template = template(theme)
    this.theme = theme
    name(this.node, words.charts)
    write(this.heading, words.charts)
    this.node.hidden = charts.length === 0
    if (this.charts.arrange(charts)) this.node.replaceChildren(this.heading, ...this.nodes)
    for (const record of charts) this.charts.members.get(record.id).update(record, words)
  }

  drawInSight() {
    clearTimeout(this.timer)
    cancelAnimationFrame(this.frame)
    for (const chart of this.charts.members.values()) if (chart.inSight) chart.draw()
  }

  // One chart a frame, after that frame is painted: a hand on a slider is never kept waiting.
  drawRest(pause) {
    clearTimeout(this.timer)
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => {
      this.timer = setTimeout(() => {
        const next = [...this.charts.members.values()].find((chart) => chart.stale)
        if (!next) return
        next.draw()
        if (!next.stale) this.drawRest(0)
      }, pause)
    })
  }

  close() {
    clearTimeout(this.asker)
    clearTimeout(this.timer)
    cancelAnimationFrame(this.frame)
    this.resizer.disconnect()
    this.sight.disconnect()
    for (const chart of this.charts.members.values()) this.Plotly?.purge(chart.plot)
  }
}
