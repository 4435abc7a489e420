// The lab "Playground" on a page: `mount` puts it into an element, in a notebook's output or anywhere else.
// It needs neither a kernel nor anywidget; `render` is how anywidget calls it.
import { ACTIVATIONS, DATA, MOST_DRAWN, REACH, Run, rounded } from "./network.js"
import { kerasCode } from "./keras_code.js"

const START = { data: "circles", noise: 0.1, share: 0.5, layers: 1, units: 6, activation: "relu" }
const START_RATE = 0.3
const START_BATCH = 10
const RATES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30]
const BATCHES = [1, 5, 10, 20, 50, 100, 200]
const CELLS = 40 // the maps are drawn on so many places a side
const PLANE = 300 // CSS pixels a side
const CURVES = { width: 300, height: 120 }
const KEY_STEP = 0.1 // an arrow key moves the cross so far
const STRONGEST = 0.55 // so that points stand out from the colour behind them
const MILLISECONDS_BETWEEN_WORDS = 2500
const CAN_HAVE_FOCUS = "button, input, select, textarea, summary, .plane"
// As utils/core/palette.py: what is negative and positive, training and validation.
const NEGATIVE = [134, 88, 192]
const POSITIVE = [215, 122, 17]
const TRAINING = "#0072B2"
const VALIDATION = "#C97B00"

// --- elements ---

function element(tag, properties = {}, ...children) {
    const made = document.createElement(tag)
    for (const [name, value] of Object.entries(properties)) {
        if (name in made) made[name] = value
        else made.setAttribute(name, value)
    }
    made.append(...children)
    return made
}

let labelled = 0
function labelledBy(words, control, ...after) {
    control.id = `keras-study-playground-${(labelled += 1)}`
    return element("div", { className: "control" }, element("label", { htmlFor: control.id }, words), control, ...after)
}

function menu(words, options, start, change) {
    const select = element("select", {}, ...options.map(([value, name]) => element("option", { value }, String(name))))
    select.value = String(start)
    select.addEventListener("change", () => change(select.value))
    return labelledBy(words, select)
}

function slider(words, { min, max, step, start, show }, change) {
    const range = element("input", { type: "range", min, max, step, value: start })
    const value = element("output", {}, show(start))
    range.addEventListener("input", () => {
        value.textContent = show(Number(range.value))
        change(Number(range.value))
    })
    return labelledBy(words, range, value)
}

function filled(template, values) {
    return template.replace(/\{(\w+)\}/g, (_, name) => values[name])
}

// A canvas that is sharp on every screen, and its context in CSS pixels.
function canvas(width, height, properties) {
    const sharp = globalThis.devicePixelRatio || 1
    const made = element("canvas", { width: width * sharp, height: height * sharp, role: "img", ...properties })
    const context = made.getContext("2d")
    context.scale(sharp, sharp)
    return [made, context]
}

// --- colours ---

function channels(colour) {
    return (colour.match(/[\d.]+/g) ?? [255, 255, 255]).slice(0, 3).map(Number)
}

// From purple at -1 over the page's own colour at 0 to orange at 1.
function paint(pixels, index, value, middle) {
    const towards = value < 0 ? NEGATIVE : POSITIVE
    const strength = Math.min(1, Math.abs(value)) * STRONGEST
    for (let channel = 0; channel < 3; channel++) {
        pixels[4 * index + channel] = middle[channel] + strength * (towards[channel] - middle[channel])
    }
    pixels[4 * index + 3] = 255
}

// --- the lab ---

class Playground {
    constructor(root, words) {
        this.root = root
        this.words = words
        this.settings = { ...START, learningRate: START_RATE, batchSize: START_BATCH }
        this.drawn = []
        this.kind = 1
        this.cross = { x: 0, y: 0 }
        this.playing = false
        this.toldAt = 0
        this.build()
        this.restart()
        this.redraw = () => this.draw()
        this.theme = new MutationObserver(this.redraw)
        // JupyterLab and VS Code name their theme at the body, a web site at the root.
        for (const named of [document.body, document.documentElement]) this.theme.observe(named, { attributes: true })
        this.dark = matchMedia("(prefers-color-scheme: dark)")
        this.dark.addEventListener("change", this.redraw)
    }

    leave() {
        this.pause()
        this.theme.disconnect()
        this.dark.removeEventListener("change", this.redraw)
    }

    // --- what stands on the page ---

    build() {
        const { words } = this
        this.playButton = element("button", { type: "button", className: "main" }, words.play)
        this.playButton.addEventListener("click", () => (this.playing ? this.pause() : this.play()))
        this.stepButton = this.button(words.step, () => this.step())
        this.resetButton = this.button(words.reset, () => this.restart())
        this.told = element("p", { className: "told", "aria-live": "polite" })
        this.numbers = element("p", { className: "numbers" })
        this.maps = element("div", { className: "maps" })
        ;[this.plane, this.onPlane] = canvas(PLANE, PLANE, { className: "plane" })
        ;[this.curves, this.onCurves] = canvas(CURVES.width, CURVES.height, { className: "curves", "aria-label": words.curves })
        this.small = new OffscreenCanvas(CELLS, CELLS)
        this.listenToPlane()
        const buttons = element("div", { className: "buttons" }, this.playButton, this.stepButton, this.resetButton)
        const left = element("div", { className: "controls" }, buttons, ...this.controls())
        const right = element("div", { className: "answer" }, this.plane, this.legend(), this.curves, this.numbers)
        this.root.replaceChildren(element("div", { className: "row" }, left, this.maps, right), this.told, this.code())
    }

    button(words, press) {
        const made = element("button", { type: "button" }, words)
        made.addEventListener("click", press)
        return made
    }

    controls() {
        const { words, settings } = this
        const percent = (value) => `${Math.round(100 * value)}%`
        const anew = (name, read = Number) => (value) => {
            this.settings[name] = read(value)
            this.restart()
        }
        const goOn = (name) => (value) => {
            this.settings[name] = Number(value)
            this.changed()
        }
        const decimal = (value) => value.toFixed(1)
        this.noise = slider(words.noise, { min: 0, max: 0.6, step: 0.1, start: settings.noise, show: decimal }, anew("noise"))
        const data = [...DATA, "own"].map((name) => [name, words[name]])
        return [
            menu(words.data, data, settings.data, anew("data", String)),
            this.pen(),
            this.noise,
            slider(words.share, { min: 0.1, max: 0.9, step: 0.1, start: settings.share, show: percent }, anew("share")),
            slider(words.layers, { min: 0, max: 3, step: 1, start: settings.layers, show: String }, anew("layers")),
            slider(words.units, { min: 1, max: 8, step: 1, start: settings.units, show: String }, anew("units")),
            menu(words.activation, ACTIVATIONS.map((name) => [name, name]), settings.activation, anew("activation", String)),
            menu(words.learningRate, RATES.map((rate) => [rate, rate]), settings.learningRate, goOn("learningRate")),
            menu(words.batchSize, BATCHES.map((size) => [size, size]), settings.batchSize, goOn("batchSize")),
        ]
    }

    // Which label is drawn, and the buttons that take points away.
    pen() {
        const name = `keras-study-playground-pen-${(labelled += 1)}`
        const radios = [0, 1].map((label) => {
            const radio = element("input", { type: "radio", name, checked: label === this.kind })
            radio.addEventListener("change", () => (this.kind = label))
            return element("label", {}, radio, this.words[`label${label}`])
        })
        const clear = this.button(this.words.clear, () => {
            this.drawn = []
            this.restart()
        })
        this.penBox = element("fieldset", { className: "pen", hidden: true }, element("legend", {}, this.words.pen), ...radios, clear)
        return this.penBox
    }

    legend() {
        const { words } = this
        return element("p", { className: "legend" }, `● ▲ ${words.trainingPoints} · ○ △ ${words.validationPoints}`)
    }

    code() {
        const { words } = this
        this.codeText = element("textarea", { readOnly: true, rows: 18, wrap: "off", spellcheck: false, "aria-label": words.code })
        this.copied = element("span", { role: "status" })
        const copy = this.button(words.copy, () => this.copy())
        this.codeBox = element("details", {}, element("summary", {}, words.code), this.codeText, copy, this.copied)
        this.codeBox.addEventListener("toggle", () => {
            if (!this.codeBox.open) return
            this.pause()
            this.showCode()
        })
        return this.codeBox
    }

    // --- what a learner does ---

    play() {
        if (!this.run.ready) return
        this.playing = true
        this.codeBox.open = false
        this.playButton.textContent = this.words.pause
        const next = () => {
            if (!this.playing) return
            if (!this.root.isConnected) return this.pause()
            this.run.epoch()
            this.draw()
            this.tell(false)
            if (this.run.diverged) this.pause()
            else requestAnimationFrame(next)
        }
        requestAnimationFrame(next)
    }

    pause() {
        if (!this.playing) return
        this.playing = false
        this.playButton.textContent = this.words.play
        this.changed()
    }

    step() {
        this.pause()
        if (!this.run.ready) return
        this.run.step()
        this.run.note()
        this.changed()
    }

    // Begin anew with what is set.
    restart() {
        this.run = new Run(this.settings, this.drawn)
        const own = this.settings.data === "own"
        this.penBox.hidden = !own
        this.noise.hidden = own
        this.plane.tabIndex = own ? 0 : -1
        this.plane.setAttribute("role", own ? "application" : "img")
        this.plane.setAttribute("aria-label", own ? this.words.drawHere : this.words.plane)
        this.playButton.disabled = this.stepButton.disabled = !this.run.ready
        if (!this.run.ready) this.pause()
        this.buildMaps()
        this.changed()
    }

    // Something else than playing has changed what is shown.
    changed() {
        Object.assign(this.run.settings, { learningRate: this.settings.learningRate, batchSize: this.settings.batchSize })
        this.draw()
        this.tell(true)
        if (this.codeBox.open) this.showCode()
    }

    showCode() {
        this.copied.textContent = ""
        this.codeText.value = this.run.ready ? kerasCode(this.run) : this.words.needPoints
    }

    async copy() {
        try {
            await navigator.clipboard.writeText(this.codeText.value)
            this.copied.textContent = this.words.copied
        } catch {
            // In a frame from elsewhere, as on Colab, a page may not write there by itself.
            this.codeText.focus()
            this.codeText.select()
            this.copied.textContent = document.execCommand("copy") ? this.words.copied : this.words.copyByHand
        }
    }

    // --- drawing points ---

    listenToPlane() {
        this.plane.addEventListener("pointerdown", (event) => {
            if (this.settings.data !== "own" || event.button !== 0) return
            const place = this.plane.getBoundingClientRect()
            const across = (event.clientX - place.left) / place.width
            const down = (event.clientY - place.top) / place.height
            this.cross = { x: REACH * (2 * across - 1), y: REACH * (1 - 2 * down) }
            this.addPoint()
        })
        this.plane.addEventListener("keydown", (event) => {
            if (this.settings.data !== "own") return
            const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }
            const move = moves[event.key]
            if (move) {
                const within = (place) => Math.max(-REACH, Math.min(REACH, place))
                this.cross = { x: within(this.cross.x + KEY_STEP * move[0]), y: within(this.cross.y + KEY_STEP * move[1]) }
                this.draw()
            } else if (event.key === "Enter" || event.key === " ") this.addPoint()
            else if (event.key === "Backspace" || event.key === "Delete") {
                this.drawn.pop()
                this.restart()
            } else return
            event.preventDefault()
        })
        this.plane.addEventListener("focus", () => this.draw())
        this.plane.addEventListener("blur", () => this.draw())
    }

    addPoint() {
        if (this.drawn.length >= MOST_DRAWN) return
        this.drawn.push({ x: rounded(this.cross.x), y: rounded(this.cross.y), label: this.kind })
        this.restart()
    }

    // --- words ---

    tell(atOnce) {
        const { run, words } = this
        this.numbers.replaceChildren(...this.numbersNow())
        if (!atOnce && performance.now() - this.toldAt < MILLISECONDS_BETWEEN_WORDS) return
        this.toldAt = performance.now()
        const sentences = [run.ready ? filled(words.state, this.valuesNow()) : filled(words.needPoints, { n: this.drawn.length })]
        if (run.diverged) sentences.push(words.diverged)
        else if (run.climbed) sentences.push(words.climbed)
        else if (run.overfits) sentences.push(words.overfits)
        this.told.textContent = sentences.join(" ")
        this.curves.setAttribute("aria-label", `${words.curves}. ${this.told.textContent}`)
    }

    valuesNow() {
        const { epochs, steps, now } = this.run
        const shown = (number) => (Number.isFinite(number) ? number.toFixed(3) : "nan")
        const percent = (share) => Math.round(100 * share)
        return {
            epochs,
            steps,
            training: shown(now.training.loss),
            validation: shown(now.validation.loss),
            trainingRight: percent(now.training.right),
            validationRight: percent(now.validation.right),
        }
    }

    numbersNow() {
        if (!this.run.ready) return []
        const values = this.valuesNow()
        return [TRAINING, VALIDATION].map((colour, index) => {
            const line = element("span", { className: index ? "line dashed" : "line" })
            line.style.borderColor = colour
            return element("span", {}, line, filled(index ? this.words.validation : this.words.training, values))
        })
    }

    // --- pictures ---

    // A small canvas for each hidden unit, in a column for each layer.
    buildMaps() {
        const hidden = this.run.network.layers.slice(0, -1)
        this.unitMaps = hidden.map((layer, index) =>
            Array.from({ length: layer.outputs }, (_, unit) =>
                element("canvas", {
                    width: CELLS,
                    height: CELLS,
                    role: "img",
                    "aria-label": filled(this.words.unitMap, { layer: index + 1, unit: unit + 1 }),
                }),
            ),
        )
        const columns = this.unitMaps.map((maps, index) =>
            element("div", { className: "layer" }, element("span", {}, filled(this.words.layer, { layer: index + 1 })), ...maps),
        )
        this.maps.replaceChildren(...columns)
    }

    draw() {
        const style = getComputedStyle(this.root)
        this.colours = { page: channels(style.backgroundColor), ink: style.color }
        this.drawMaps()
        this.drawPlane()
        this.drawCurves()
    }

    // Ask the network about the middle of every cell: one map for each unit, the last for the answer.
    drawMaps() {
        const { network } = this.run
        const values = network.layers.map(({ outputs }) => Array.from({ length: outputs }, () => new Float32Array(CELLS ** 2)))
        const middle = (cell) => REACH * ((2 * cell + 1) / CELLS - 1)
        for (let cell = 0; cell < CELLS ** 2; cell++) {
            const given = network.forward(middle(cell % CELLS), -middle(Math.floor(cell / CELLS)))
            given.forEach((units, layer) => units.forEach((value, unit) => (values[layer][unit][cell] = value)))
        }
        const [answer] = values.pop()
        values.forEach((units, layer) => {
            // One scale for the units of a layer, so that they can be compared.
            const largest = Math.max(1e-6, ...units.map((cells) => cells.reduce((most, value) => Math.max(most, Math.abs(value)), 0)))
            units.forEach((cells, unit) => this.fill(this.unitMaps[layer][unit].getContext("2d"), cells, (value) => value / largest))
        })
        this.fill(this.small.getContext("2d"), answer, (z) => 2 / (1 + Math.exp(-z)) - 1)
    }

    fill(context, cells, scaled) {
        this.pixels ??= new ImageData(CELLS, CELLS)
        cells.forEach((value, index) => paint(this.pixels.data, index, scaled(value), this.colours.page))
        context.putImageData(this.pixels, 0, 0)
    }

    drawPlane() {
        const context = this.onPlane
        context.clearRect(0, 0, PLANE, PLANE)
        context.imageSmoothingEnabled = true
        context.drawImage(this.small, 0, 0, PLANE, PLANE)
        for (const point of this.run.validation) this.drawPoint(point, false)
        for (const point of this.run.training) this.drawPoint(point, true)
        if (this.settings.data === "own" && document.activeElement === this.plane) this.drawCross()
    }

    onScreen({ x, y }) {
        return [((x / REACH + 1) * PLANE) / 2, ((1 - y / REACH) * PLANE) / 2]
    }

    drawPoint(point, full) {
        const context = this.onPlane
        const [x, y] = this.onScreen(point)
        context.beginPath()
        if (point.label) {
            context.moveTo(x, y - 4.5)
            context.lineTo(x + 4, y + 3)
            context.lineTo(x - 4, y + 3)
            context.closePath()
        } else context.arc(x, y, 3.5, 0, 2 * Math.PI)
        const colour = `rgb(${point.label ? POSITIVE : NEGATIVE})`
        context.fillStyle = full ? colour : `rgb(${this.colours.page})`
        context.strokeStyle = full ? `rgb(${this.colours.page})` : colour
        context.lineWidth = full ? 0.8 : 1.3
        context.fill()
        context.stroke()
    }

    drawCross() {
        const context = this.onPlane
        const [x, y] = this.onScreen(this.cross)
        context.strokeStyle = this.colours.ink
        context.lineWidth = 1.5
        context.beginPath()
        context.moveTo(x - 8, y)
        context.lineTo(x + 8, y)
        context.moveTo(x, y - 8)
        context.lineTo(x, y + 8)
        context.stroke()
    }

    drawCurves() {
        const context = this.onCurves
        const { width, height } = CURVES
        const [left, bottom] = [30, height - 18]
        context.clearRect(0, 0, width, height)
        const { history } = this.run
        const most = history.reduce((top, { training, validation }) => Math.max(top, ...[training, validation].filter(Number.isFinite)), 0)
        const top = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000].find((limit) => limit >= most) ?? most
        const last = Math.max(10, history.at(-1)?.epochs ?? 0)
        const place = (epochs, loss) => [left + (epochs / last) * (width - left - 6), bottom - (loss / top) * (bottom - 8)]
        context.strokeStyle = context.fillStyle = this.colours.ink
        context.lineWidth = 1
        context.strokeRect(left - 0.5, 7.5, width - left - 5, bottom - 7)
        context.font = "11px sans-serif"
        context.textAlign = "right"
        context.fillText(String(top), left - 4, 14)
        context.fillText("0", left - 4, bottom + 2)
        context.fillText(filled(this.words.epochAxis, { n: Math.floor(last) }), width - 6, height - 4)
        context.textAlign = "left"
        context.fillText(this.words.lossAxis, left + 4, 20)
        context.lineWidth = 2
        for (const [name, colour, dashes] of [["validation", VALIDATION, [5, 3]], ["training", TRAINING, []]]) {
            context.strokeStyle = colour
            context.setLineDash(dashes)
            context.beginPath()
            for (const each of history) if (Number.isFinite(each[name])) context.lineTo(...place(each.epochs, each[name]))
            context.stroke()
        }
        context.setLineDash([])
    }
}

// Put the lab into an element. `words` are those of utils/labs/playground.py in one language.
// Returns a function that stops it.
export function mount(element, words) {
    element.classList.add("keras-study-playground")
    const lab = new Playground(element, words)
    // JupyterLab takes arrows and letters for itself, unless the very element that has the focus says this.
    for (const each of element.querySelectorAll(CAN_HAVE_FOCUS)) each.setAttribute("data-lm-suppress-shortcuts", "true")
    return () => lab.leave()
}

export function render({ model, el }) {
    return mount(el, model.get("words"))
}

export default { render }
