// Events in their order, one message in flight. What is typed waits, the last of a field replacing
// the one before; a message that stays unanswered is sent again under its own number.

const PATIENCE = 8000

export class Queue {
  constructor() {
    this.waiting = []
    this.sent = null
    this.sequence = 0
    this.send = () => {}
    this.idle = () => {}
  }

  offer(kind, id, text = "", name = "") {
    this.waiting = this.waiting.filter((event) => event.kind !== "type" || event.id !== id)
    this.waiting.push({ kind, id, text, name })
    this.flush()
  }

  unanswered(id) {
    return [...this.waiting, ...(this.sent?.events ?? [])].some((event) => event.id === id)
  }

  get busy() {
    return this.sent !== null
  }

  flush() {
    if (this.sent || this.waiting.length === 0) return
    this.sequence = Math.max(Date.now(), this.sequence + 1)
    this.sent = { seq: this.sequence, events: this.waiting }
    this.waiting = []
    this.post(PATIENCE)
  }

  post(patience) {
    this.timer = setTimeout(() => this.post(2 * patience), patience)
    this.send({ ...this.sent, tried: patience })
  }

  // Python has answered up to this number: its texts are the fields' again.
  hear(echo) {
    if (echo !== this.sent?.seq) return
    clearTimeout(this.timer)
    this.sent = null
  }

  stop() {
    clearTimeout(this.timer)
  }
}
