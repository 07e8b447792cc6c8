// One message in flight. What is moved meanwhile waits, later values replacing earlier ones, so the
// last value always wins. The next message leaves once the answer to the last is about to be drawn.

const PATIENCE = 8000 // ms before an unanswered message is sent again: a lost connection, a failed run

export class Exchange {
  constructor() {
    this.waiting = new Map()
    this.views = new Map()
    this.asking = false
    this.deeds = []
    this.sent = null
    this.sequence = 0
    this.patience = PATIENCE
    this.eager = false // while the server loads the model no answer is waited for: each message holds all
    this.send = () => {}
    this.inSight = () => undefined // the charts that an answer to a moving hand must hold
  }

  offer(id, value) {
    this.waiting.set(id, value)
    this.flush()
  }

  // Asks for the figure of a view that Python has not drawn yet.
  show(chart, place) {
    if (this.sent && this.views.get(chart) === place) return
    this.views.set(chart, place)
    this.asking = true
    this.flush()
  }

  // Asks for all charts.
  refresh() {
    if (this.sent) return
    this.asking = true
    this.flush()
  }

  // Undo or redo: each press a message of its own.
  press(deed) {
    this.deeds.push(deed)
    this.flush()
  }

  unanswered(id) {
    return this.waiting.has(id) || Boolean(this.sent?.values.has(id))
  }

  get busy() {
    return this.sent !== null
  }

  flush() {
    if (this.waiting.size === 0 && !this.asking && this.deeds.length === 0) return
    if (this.sent && !(this.eager && this.waiting.size > 0)) return
    if (this.sent) this.takeBack()
    const sight = this.asking || this.waiting.size === 0 ? undefined : this.inSight()
    const asked = this.asking
    this.asking = false
    this.sequence = Math.max(Date.now(), this.sequence + 1)
    const deed = this.waiting.size === 0 ? this.deeds.shift() : undefined
    this.sent = { sequence: this.sequence, values: this.waiting, deed, asked }
    this.waiting = new Map()
    this.timer = setTimeout(() => this.retry(), this.patience)
    const [values, views] = [this.sent.values, this.views].map(Object.fromEntries)
    this.send({ seq: this.sequence, values, views, deed, sight })
  }

  // Python has answered up to this sequence number: its values are the server's again.
  hear(echo) {
    if (echo === this.sent?.sequence) this.sent.values.clear()
  }

  // The answer is in hand: room for the next message.
  close(echo) {
    if (echo !== this.sent?.sequence) return
    this.stop()
    this.sent = null
    this.patience = PATIENCE
    this.flush()
  }

  // Twice as patient each time, so that a busy server is not asked ever more.
  retry() {
    this.patience *= 2
    this.takeBack()
    this.asking ||= this.views.size > 0
    this.flush()
  }

  // What has been sent and not been answered is to be sent again.
  takeBack() {
    this.stop()
    const { values, asked } = this.sent
    this.sent = null
    this.waiting = new Map([...values, ...this.waiting])
    this.asking = asked
  }

  stop() {
    clearTimeout(this.timer)
  }
}
