// The details of one number: its shape, its curve, its source.

import { element, name, write } from "./dom.js"
import { Section, arrange } from "./sections.js"

const SVG = "http://www.w3.org/2000/svg"

export class Inspector {
  constructor(bench) {
    this.bench = bench
    this.parts = new Section({ id: "inspector", title: "" }, bench)
    this.title = element("h2", { tabindex: -1 })
    this.place = element("p", { class: "place" })
    this.help = element("p", { class: "words" })
    this.fault = element("p", { class: "fault", role: "status" })
    this.picture = element("div", { class: "curve" })
    this.sentence = element("p", { class: "words" })
    this.source = element("h3")
    this.was = element("p", { class: "was-said" })
    this.node = element("aside", { class: "inspector", hidden: true })
    this.node.onkeydown = (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.bench.queue.offer("open", "")
    }
  }

  update(record) {
    const before = this.shown
    this.shown = record?.id ?? ""
    this.node.hidden = !record
    this.bench.root.toggleAttribute("data-inspecting", Boolean(record))
    if (!record) return before && this.bench.focusOn(before)
    name(this.node, `${record.place} ${record.title}`.trim())
    for (const part of ["title", "place", "help", "fault", "was"]) {
      write(this[part], record[part])
      this[part].hidden = !record[part]
    }
    write(this.source, record.source_title)
    write(this.sentence, record.curve?.sentence ?? "")
    this.draw(record.curve)
    this.lay(record)
    if (before !== this.shown) this.title.focus({ preventScroll: before !== "" })
  }

  lay(record) {
    const head = this.parts.kept("head", () => element("div", { class: "inspector-head" }))
    arrange(head, [this.title, this.parts.button(record.close)])
    const take = (fields, key) => {
      const row = this.parts.kept(key, () => element("div", { class: "fields" }))
      arrange(row, fields.map((field) => this.bench.fields.take(field, false)))
      return row
    }
    const deeds = (records, key) => {
      const row = this.parts.kept(key, () => element("div", { class: "deeds" }))
      arrange(row, records.map((each) => this.parts.button(each)))
      return row
    }
    arrange(this.node, [
      head, this.place, this.help, take(record.shape ? [record.shape] : [], "shape"),
      take(record.fields, "parameters"), deeds(record.buttons, "outcomes"), this.fault, this.picture, this.sentence,
      this.source, take(record.source, "source"), this.was, deeds(record.deeds, "deeds"),
    ])
  }

  draw(curve) {
    this.picture.hidden = !curve || curve.points.length === 0
    if (this.picture.hidden) return
    const said = JSON.stringify(curve)
    if (said === this.drawn) return
    this.drawn = said
    const points = curve.points.map(([x, y]) => [x * 100, 60 - y * 58])
    const svg = draw("svg", { viewBox: "0 0 100 60", preserveAspectRatio: "none", role: "img", "aria-label": curve.sentence })
    if (curve.bars) svg.append(...points.map(([x, y]) => draw("line", { class: "bar", x1: x, x2: x, y1: 60, y2: y })))
    else {
      const line = points.map((point) => point.map((each) => each.toFixed(2)).join(",")).join(" ")
      const [first, last] = [points[0][0], points.at(-1)[0]]
      svg.append(draw("polygon", { class: "area", points: `${first},60 ${line} ${last},60` }), draw("polyline", { class: "line", points: line }))
    }
    svg.append(...curve.marks.map(({ 0: at }) => draw("line", { class: "at", x1: at * 100, x2: at * 100, y1: 0, y2: 60 })))
    const labels = curve.marks.filter(([, label]) => label).map(([at, label]) => placed("mark-label", at, label))
    const ends = curve.ends.map(([at, label]) => placed("end-label", at, label))
    this.picture.replaceChildren(element("div", { class: "mark-labels", "aria-hidden": "true" }, ...labels), svg,
      element("div", { class: "end-labels", "aria-hidden": "true" }, ...ends))
  }
}

function draw(kind, attributes) {
  const node = document.createElementNS(SVG, kind)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  return node
}

function placed(kind, at, label) {
  const side = at < 0.15 ? "start" : at > 0.85 ? "end" : "middle"
  return element("span", { class: kind, "data-side": side, style: `--at: ${at}` }, label)
}

