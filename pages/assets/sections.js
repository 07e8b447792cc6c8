// Sections of fields and tables. What is laid out stays as it is until its parts are others.

import { Disclosure, element, name, scroller, write } from "./dom.js"
import { Field } from "./fields.js"

const SHORT = 24 // characters of a text in a cell that stay on one line

export class Fields {
  constructor(bench) {
    this.bench = bench
    this.members = new Map()
    this.used = new Set()
  }

  take(record, bare) {
    const key = `${record.kind} ${record.id}`
    if (!this.members.has(key)) this.members.set(key, new Field(record, this.bench))
    this.used.add(key)
    const field = this.members.get(key)
    field.update(record, bare)
    return field.node
  }

  sweep() {
    for (const key of this.members.keys()) if (!this.used.has(key)) this.members.delete(key)
    this.used.clear()
  }
}

export function button(record, bench) {
  const node = element("button", { type: "button", class: `button ${record.tone}`, "data-button": record.id })
  node.onclick = () => {
    if (node.getAttribute("aria-disabled") !== "true") act(node, bench)
  }
  if (record.kind === "file") node.append(element("span"), picker(record, bench))
  dress(node, record)
  return node
}

export function dress(node, record) {
  node.record = record
  write(record.kind === "file" ? node.firstChild : node, record.label)
  if (record.spoken) name(node, record.spoken)
  node.setAttribute("aria-disabled", String(record.off))
}

function act(node, bench) {
  const { kind, id, text, name: title, done, label } = node.record
  if (kind === "press") return bench.queue.offer("press", id)
  if (kind === "file") return node.querySelector("input").click()
  if (kind === "save") {
    const address = URL.createObjectURL(new Blob([text], { type: "application/toml" }))
    element("a", { href: address, download: title }).click()
    return setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }
  navigator.clipboard.writeText(text).then(
    () => {
      write(node, done)
      setTimeout(() => write(node, label), 2000)
    },
    () => window.prompt(label, text),
  )
}

function picker(record, bench) {
  const input = element("input", { type: "file", accept: record.accept, hidden: true, tabindex: -1 })
  input.onclick = (event) => event.stopPropagation()
  input.onchange = () => {
    const [file] = input.files
    if (!file) return
    const reader = new FileReader()
    const send = (text) => bench.queue.offer("file", record.id, text, file.name)
    reader.onload = () => send(reader.result.slice(reader.result.indexOf(",") + 1))
    if (file.size > 1 << 20) send("too large")
    else reader.readAsDataURL(file)
    input.value = ""
  }
  return input
}

export class Section {
  constructor(record, bench) {
    this.bench = bench
    this.title = element("h2")
    this.words = element("p", { class: "words" })
    this.faults = element("ul", { class: "faults" })
    this.body = element("div", { class: "body" })
    this.node = element("section", { class: "section", "data-section": record.id },
      this.title, this.words, this.faults, this.body)
    name(this.node, record.title)
  }

  update(record) {
    write(this.title, record.title)
    write(this.words, record.words)
    this.words.hidden = !record.words
    this.faults.hidden = record.faults.length === 0
    this.faults.replaceChildren(...record.faults.map((text) => element("li", {}, text)))
    const parts = [
      ...(record.tabs.length ? [this.buttons("tabs", record.tabs)] : []),
      ...(record.fields.length ? [this.fields(record.fields)] : []),
      ...record.grids.map((grid) => this.grid(grid)),
      ...(record.buttons.length ? [this.buttons("deeds", record.buttons)] : []),
    ]
    arrange(this.body, parts)
  }

  buttons(kind, records) {
    const row = this.kept(kind, () => element("div", { class: kind }))
    arrange(row, records.map((record) => this.button(record, kind === "tabs")))
    return row
  }

  button(record, tab = false) {
    const node = this.kept(`button ${record.id}`, () => button(record, this.bench))
    dress(node, record)
    if (tab) node.setAttribute("aria-pressed", String(record.pressed))
    return node
  }

  fields(records) {
    const row = this.kept("fields", () => element("div", { class: "fields" }))
    arrange(row, records.map((record) => this.bench.fields.take(record, false)))
    return row
  }

  grid(record) {
    const table = this.kept(`grid ${record.id}`, () => element("table", { "data-grid": record.id }))
    const scroll = this.kept(`scroll ${record.id}`, () => scroller(table))
    const caption = this.kept(`caption ${record.id}`, () => element("caption", { class: "spoken" }))
    write(caption, record.caption)
    name(scroll, record.caption)
    table.toggleAttribute("data-prose", record.prose)
    const head = this.kept(`head ${record.id}`, () => element("thead"))
    const said = JSON.stringify(record.head)
    if (head.dataset.said !== said) {
      head.dataset.said = said
      head.replaceChildren(element("tr", {}, ...record.head.map((text) => text ? element("th", { scope: "col" }, text) : element("td"))))
    }
    const rows = this.kept(`rows ${record.id}`, () => element("tbody"))
    arrange(rows, record.rows.map((row, place) => this.row(record.id, row, place)))
    arrange(table, [caption, head, rows])
    return scroll
  }

  row(grid, record, place) {
    const key = `row ${grid} ${record.label.id ?? record.label} ${place}`
    const node = this.kept(key, () => element("tr"))
    node.classList.toggle("total", record.total)
    const cells = [record.label, ...record.cells].map((cell, column) => this.cell(`${key} ${column}`, cell, column === 0, record))
    arrange(node, cells)
    return node
  }

  cell(key, content, head, { help, again }) {
    const cell = this.kept(`cell ${key}`, () => element(head ? "th" : "td", head ? { scope: "row" } : {}))
    if (typeof content === "string" && head && help) this.explained(cell, key, content, help)
    else if (head && again) arrange(cell, [this.unseen(key, content)])
    else if (typeof content === "string") {
      write(cell, content)
      cell.classList.toggle("short", content.length <= SHORT)
    }
    else if (Array.isArray(content)) arrange(cell, content.map((record) => this.button(record)))
    else arrange(cell, [this.bench.fields.take(content, true)])
    return cell
  }

  explained(cell, key, text, help) {
    const label = this.kept(`label ${key}`, () => element("span"))
    const about = this.kept(`about ${key}`, () => new Disclosure(key))
    write(label, text)
    about.update(`${this.bench.content.help} ${text}`, [help])
    arrange(cell, [label, about.button, about.panel])
  }

  unseen(key, text) {
    const node = this.kept(`unseen ${key}`, () => element("span", { class: "spoken" }))
    write(node, text)
    return node
  }

  kept(key, create) {
    this.parts ??= new Map()
    if (!this.parts.has(key)) this.parts.set(key, create())
    return this.parts.get(key)
  }
}

// Children in this order; those already there are not touched, so that focus and caret stay.
export function arrange(parent, children) {
  const wanted = new Set(children)
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove()
  children.forEach((child, place) => {
    if (parent.childNodes[place] !== child) parent.insertBefore(child, parent.childNodes[place] ?? null)
  })
}
