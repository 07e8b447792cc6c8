// A place to write, choose or open. The hand leads: an answer never overwrites what is being typed.

import { Disclosure, element, name, write } from "./dom.js"

let count = 0

export class Field {
  constructor(record, bench) {
    this.bench = bench
    this.kind = record.kind
    this.id = record.id
    this.dirty = false
    this.key = `field-${++count}`
    this.label = element("label", { for: this.key })
    this.about = new Disclosure(this.key)
    this.mark = element("span", { class: "changed", hidden: true })
    this.lines = element("div", { class: "lines", id: `lines-${this.key}` })
    this.control = this.make(record)
    this.control.id = this.key
    this.control.setAttribute("aria-describedby", this.lines.id)
    this.details = element("button", { type: "button", class: "details", hidden: true }, "±")
    this.details.onclick = () => this.open()
    this.back = element("button", { type: "button", class: "details back", hidden: true }, "↺")
    this.back.onclick = () => {
      this.bench.queue.offer("press", this.record.back)
      this.control.focus()
    }
    this.node = element("div", { class: `field ${record.kind}`, "data-field": record.id },
      element("div", { class: "naming" }, this.label, this.about.button),
      element("div", { class: "entry" }, this.control, this.details, this.back, this.mark), this.lines, this.about.panel)
  }

  make(record) {
    if (record.kind === "range") return this.makeRange()
    if (record.kind === "choice") return this.makeChoice()
    const control = element(record.kind === "long" ? "textarea" : "input",
      { type: record.kind === "long" ? false : "text", autocomplete: "off", spellcheck: "false", rows: record.kind === "long" ? 3 : false })
    control.oninput = () => {
      this.dirty = true
      this.bench.queue.offer("type", this.id, control.value)
    }
    control.onblur = () => this.set()
    control.onkeydown = (event) => this.key_(event)
    return control
  }

  makeRange() {
    this.text = element("span", { class: "centre" })
    this.spread = element("span", { class: "spread" })
    const control = element("button", { type: "button", class: "range" }, this.text, this.spread)
    control.onclick = () => this.open()
    return control
  }

  makeChoice() {
    const control = element("select")
    control.onchange = () => this.bench.queue.offer("set", this.id, control.value)
    return control
  }

  key_(event) {
    const vertical = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === "Escape" && (this.dirty || this.record.fault)) {
      this.dirty = false
      this.bench.queue.offer("drop", this.id)
      event.stopPropagation()
    } else if (event.key === "Enter" && event.altKey && this.record.opens) {
      this.set()
      this.open()
    } else if (vertical && this.kind === "text") {
      this.set()
      if (event.key === "Enter" || this.node.closest("td")) {
        const next = this.bench.below(this, event.shiftKey ? -vertical : vertical)
        if (next) event.preventDefault()
        next?.focus()
        next?.select?.()
      }
    }
  }

  set() {
    if (!this.dirty) return
    this.dirty = false
    this.bench.queue.offer("set", this.id, this.control.value)
  }

  open() {
    this.bench.queue.offer("open", this.id)
  }

  update(record, bare) {
    this.record = record
    this.node.classList.toggle("bare", bare)
    this.node.classList.toggle("numeric", record.numeric)
    write(this.label, record.label)
    const spoken = record.kind === "range" ? `${record.label}: ${record.text}, ${record.spread}` : record.label
    if (bare || record.kind === "range") name(this.control, spoken)
    if (record.kind === "text") this.control.style.minInlineSize = bare ? `calc(${Math.min(record.text.length, 22) + 1}ch + 24px)` : ""
    this.about.update(`${this.bench.content.help} ${record.label}`, bare ? [] : [record.help])
    this.details.hidden = !record.opens || record.kind === "range"
    name(this.details, `${this.bench.content.details} ${record.label}`)
    this.back.hidden = !record.back
    this.back.title = record.changed
    name(this.back, `${this.bench.content.back} ${record.label}`)
    this.mark.hidden = !record.changed
    this.mark.title = record.changed
    this.settle(record)
    this.say(record)
  }

  settle(record) {
    if (this.kind === "range") {
      write(this.text, record.text)
      write(this.spread, record.spread)
      this.control.setAttribute("aria-expanded", String(this.bench.content.inspector?.id === this.id))
      return
    }
    if (this.kind === "choice") this.fill(record.options)
    if (this.dirty || this.bench.queue.unanswered(this.id)) return
    if (this.control.value !== record.text) this.control.value = record.text
  }

  fill(options) {
    const known = JSON.stringify(options)
    if (known === this.known) return
    this.known = known
    this.control.replaceChildren(...options.map(([value, label]) => element("option", { value }, label)))
  }

  say({ reading, note, fault, warning, changed }) {
    this.control.setAttribute("aria-invalid", String(Boolean(fault)))
    const lines = [["reading", reading && `= ${reading}`], ["reading", note], ["fault", fault], ["warning", warning], ["spoken", changed]]
    const said = JSON.stringify(lines)
    if (said === this.said) return
    this.said = said
    this.lines.replaceChildren(...lines.filter(([, text]) => text).map(([kind, text]) => element("p", { class: kind }, text)))
  }
}
