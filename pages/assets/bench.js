// Entry point: called by Streamlit at each answer; writes into the same nodes.

import { element, name, write } from "./dom.js"
import { Inspector } from "./inspector.js"
import { Queue } from "./queue.js"
import { Fields, Section, arrange } from "./sections.js"

const SETTLED = 600
const benches = new WeakMap()

class Bench {
  constructor(parent) {
    this.parent = parent
    this.queue = new Queue()
    this.fields = new Fields(this)
    this.sections = new Map()
    this.tools = new Section({ id: "tools", title: "" }, this)
    this.status = element("p", { class: "status" })
    this.bar = element("div", { class: "tools" })
    this.list = element("div", { class: "sections" })
    this.live = element("p", { class: "live", "aria-live": "polite", role: "status" })
    this.root = element("div", { class: "bench" })
    this.inspector = new Inspector(this)
    this.root.append(this.bar, element("div", { class: "bench-body" }, this.list, this.inspector.node), this.live)
    this.root.addEventListener("keydown", (event) => this.shortcut(event))
    parent.append(element("div", { class: "frame" }, this.root))
  }

  update(content, send) {
    this.content = content
    this.queue.send = send
    this.queue.hear(content.echo)
    this.root.lang = content.language
    name(this.root, content.title)
    write(this.status, content.status)
    this.bar.hidden = content.tools.length === 0
    arrange(this.bar, [...content.tools.map((record) => this.tools.button(record)), this.status])
    arrange(this.list, content.sections.map((record) => this.section(record)))
    this.inspector.update(content.inspector)
    this.fields.sweep()
    this.announce(content.announcement)
    this.queue.flush()
    this.root.toggleAttribute("data-idle", !this.queue.busy)
  }

  section(record) {
    if (!this.sections.has(record.id)) this.sections.set(record.id, new Section(record, this))
    const section = this.sections.get(record.id)
    section.update(record)
    return section.node
  }

  announce(text) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => write(this.live, text), SETTLED)
  }

  // The field below or above, in the same column of its table.
  below(field, step) {
    const cell = field.node.closest("td, th")
    let row = cell?.parentNode
    const column = row && [...row.children].indexOf(cell)
    while (row) {
      row = step > 0 ? row.nextElementSibling : row.previousElementSibling
      const control = row?.children[column]?.querySelector("input, button.range, select")
      if (control) return control
    }
    return null
  }

  focusOn(id) {
    const field = this.root.querySelector(`[data-field="${CSS.escape(id)}"]`)
    const target = field?.querySelector("button.range") ?? field?.querySelector(".details:not([hidden])") ?? field?.querySelector("input")
    target?.focus()
  }

  shortcut(event) {
    const typing = event.target.closest?.("input, textarea")
    if (!(event.ctrlKey || event.metaKey) || (typing && this.fields.members.get(`text ${typing.closest(".field")?.dataset.field}`)?.dirty)) return
    const key = event.key.toLowerCase()
    const deed = key === "z" && !event.shiftKey ? "undo" : key === "y" || key === "z" ? "redo" : ""
    if (!deed || !this.content.tools.some((tool) => tool.id === deed && !tool.off)) return
    event.preventDefault()
    this.queue.offer("press", deed)
  }

  close() {
    this.queue.stop()
    clearTimeout(this.timer)
    this.root.parentNode?.remove()
    benches.delete(this.parent)
  }
}

const decoder = new TextDecoder()

export default function ({ data, parentElement, setStateValue }) {
  if (!benches.has(parentElement)) benches.set(parentElement, new Bench(parentElement))
  const bench = benches.get(parentElement)
  bench.update(JSON.parse(decoder.decode(data)), (message) => {
    bench.root.removeAttribute("data-idle")
    setStateValue("events", message)
  })
  return () => bench.close()
}
