// The network of the lab "Playground" and its points. Nothing here knows a page: it also runs in a test.
// It reckons as Keras does, so that both go the same way: weights and what units give are float32.

export const POINTS = 200
export const MOST_DRAWN = 400
export const REACH = 2.5 // the plane goes from -REACH to REACH
export const ACTIVATIONS = ["linear", "relu", "tanh", "sigmoid"]
const POINTS_SEED = 20200622
const WEIGHTS_SEED = 1

// --- random numbers that repeat ---

// Numbers from 0 to 1: mulberry32 by Tommy Ettinger, in the public domain.
export function mulberry32(seed) {
    let state = seed >>> 0
    return () => {
        state = (state + 0x6d2b79f5) >>> 0
        let mixed = Math.imul(state ^ (state >>> 15), state | 1)
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
    }
}

// A number from the normal distribution: the method of Box and Muller.
function normal(random) {
    return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function shuffled(items, random) {
    const mixed = [...items]
    for (let last = mixed.length - 1; last > 0; last--) {
        const other = Math.floor(random() * (last + 1))
        ;[mixed[last], mixed[other]] = [mixed[other], mixed[last]]
    }
    return mixed
}

// --- points ---

// For each data set where a point without noise lies, given its label and two random numbers.
const PLACES = {
    gaussians: (label, random) => [0.9, 0.9].map((centre) => (label ? centre : -centre) + 0.45 * normal(random)),
    circles: (label, random) => onCircle(label ? 1.5 + 0.5 * random() : 0.8 * Math.sqrt(random()), 2 * Math.PI * random()),
    moons: (label, random) => {
        const [x, y] = onCircle(1.2, Math.PI * random())
        return label ? [0.6 - x, 0.35 - y] : [x - 0.6, y - 0.35]
    },
    spirals: (label, random) => {
        const along = Math.sqrt(random())
        return onCircle(2.2 * along, 3 * Math.PI * along + (label ? Math.PI : 0))
    },
}
export const DATA = Object.keys(PLACES)

function onCircle(radius, angle) {
    return [radius * Math.cos(angle), radius * Math.sin(angle)]
}

// Points {x, y, label} of a data set, as many of each label. `noise` is the standard deviation of what is added.
export function makePoints(data, noise, count = POINTS) {
    const random = mulberry32(POINTS_SEED)
    return Array.from({ length: count }, (_, index) => {
        const label = index % 2
        const [x, y] = PLACES[data](label, random).map((place) => rounded(place + noise * normal(random)))
        return { x, y, label }
    })
}

// Three decimals, so that code can hold the points as they are.
export function rounded(place) {
    return Math.fround(Math.round(1000 * place) / 1000)
}

// Points in a fixed mixed order, cut into those that are trained on and those that are not.
export function split(points, share) {
    const mixed = shuffled(points, mulberry32(POINTS_SEED + 1))
    const first = Math.min(points.length - 1, Math.max(1, Math.round(share * points.length)))
    return { training: mixed.slice(0, first), validation: mixed.slice(first) }
}

// --- the network ---

const { fround } = Math
const sigmoid = (z) => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z)))
const FUNCTIONS = { linear: (z) => z, relu: (z) => Math.max(z, 0), tanh: Math.tanh, sigmoid }
// By what a unit gives, how fast that changes with what goes into its activation.
const SLOPES = { linear: () => 1, relu: (a) => (a > 0 ? 1 : 0), tanh: (a) => 1 - a * a, sigmoid: (a) => a * (1 - a) }

// Two numbers go in; hidden layers of equally many units; one unit with a sigmoid comes last.
export class Network {
    constructor(hiddenLayers, units, activation) {
        this.activation = activation
        const random = mulberry32(WEIGHTS_SEED)
        const sizes = [2, ...Array(hiddenLayers).fill(units), 1]
        this.layers = sizes.slice(1).map((outputs, index) => newLayer(sizes[index], outputs, random))
    }

    // What the units of each layer give for a point: the last list holds what goes into the last sigmoid.
    forward(x, y) {
        let given = [x, y]
        return this.layers.map((layer, index) => {
            const { inputs, outputs, weights, biases } = layer
            const own = index < this.layers.length - 1 ? FUNCTIONS[this.activation] : FUNCTIONS.linear
            const gives = new Float32Array(outputs)
            for (let unit = 0; unit < outputs; unit++) {
                let sum = biases[unit]
                for (let input = 0; input < inputs; input++) sum += given[input] * weights[input * outputs + unit]
                gives[unit] = own(fround(sum))
            }
            given = gives
            return gives
        })
    }

    // The probability of label 1.
    predict(x, y) {
        return fround(sigmoid(this.forward(x, y).at(-1)[0]))
    }

    // One step of gradient descent on these points.
    step(points, learningRate) {
        const slopes = this.layers.map(({ weights, biases }) => ({
            weights: new Float64Array(weights.length),
            biases: new Float64Array(biases.length),
        }))
        for (const point of points) this.#addSlopes(slopes, point, points.length)
        this.layers.forEach((layer, index) => {
            descend(layer.weights, slopes[index].weights, learningRate)
            descend(layer.biases, slopes[index].biases, learningRate)
        })
    }

    // Backpropagation: from the error of the output back to the first layer.
    #addSlopes(slopes, { x, y, label }, count) {
        const given = [[x, y], ...this.forward(x, y)]
        let errors = [fround(sigmoid(given.at(-1)[0]) - label) / count]
        for (let index = this.layers.length - 1; index >= 0; index--) {
            const { inputs, outputs, weights } = this.layers[index]
            const below = new Float32Array(inputs)
            for (let input = 0; input < inputs; input++) {
                let sum = 0
                for (let unit = 0; unit < outputs; unit++) {
                    slopes[index].weights[input * outputs + unit] += given[index][input] * errors[unit]
                    sum += weights[input * outputs + unit] * errors[unit]
                }
                below[input] = index ? sum * SLOPES[this.activation](given[index][input]) : 0
            }
            for (let unit = 0; unit < outputs; unit++) slopes[index].biases[unit] += errors[unit]
            errors = below
        }
    }

    // The mean cross-entropy over points, and the share of them that is right.
    judge(points) {
        let loss = 0
        let right = 0
        for (const { x, y, label } of points) {
            const z = this.forward(x, y).at(-1)[0]
            loss += Math.max(z, 0) - z * label + Math.log1p(Math.exp(-Math.abs(z)))
            right += z > 0 === (label === 1)
        }
        return { loss: loss / points.length, right: right / points.length }
    }
}

// Weights as Keras draws them at first: uniform, by Glorot and Bengio (2010); biases 0.
function newLayer(inputs, outputs, random) {
    const limit = Math.sqrt(6 / (inputs + outputs))
    const weights = Float32Array.from({ length: inputs * outputs }, () => limit * (2 * random() - 1))
    return { inputs, outputs, weights, biases: new Float32Array(outputs) }
}

function descend(numbers, slopes, learningRate) {
    for (let index = 0; index < numbers.length; index++) {
        numbers[index] -= fround(fround(learningRate) * fround(slopes[index]))
    }
}

// --- a run ---

// A network that learns from points, batch by batch in a fixed order, as `fit(shuffle=False)` does.
export class Run {
    // Settings: data, noise, share, layers, units, activation; learningRate and batchSize may change on the way.
    // `drawn` are the points where `data` is "own".
    constructor(settings, drawn = []) {
        this.settings = { ...settings }
        const points = settings.data === "own" ? drawn : makePoints(settings.data, settings.noise)
        const labels = new Set(points.map(({ label }) => label))
        this.ready = points.length >= 4 && labels.size === 2
        Object.assign(this, this.ready ? split(points, settings.share) : { training: points, validation: [] })
        this.network = new Network(settings.layers, settings.units, settings.activation)
        this.seen = 0 // how many training points this epoch has seen
        this.epochs = 0
        this.steps = 0
        this.history = [] // {epochs, training, validation}: losses
        this.note()
    }

    step() {
        const end = Math.min(this.seen + this.settings.batchSize, this.training.length)
        this.network.step(this.training.slice(this.seen, end), this.settings.learningRate)
        this.steps += 1
        this.seen = end
        if (end === this.training.length) {
            this.seen = 0
            this.epochs += 1
        }
    }

    // Go on to the end of this epoch.
    epoch() {
        do this.step()
        while (this.seen)
        this.note()
    }

    // Keep the losses of now for the curves; once there are many, every second is dropped.
    note() {
        if (!this.ready) return
        const [training, validation] = [this.training, this.validation].map((points) => this.network.judge(points))
        this.now = { training, validation }
        const epochs = this.epochs + this.seen / this.training.length
        this.history.push({ epochs, training: training.loss, validation: validation.loss })
        if (this.history.length > 1000) this.history = this.history.filter((_, index) => index % 2 === 0)
    }

    get diverged() {
        return this.ready && !Number.isFinite(this.now.training.loss)
    }

    // Whether the steps have led away from where they began.
    get climbed() {
        return this.ready && this.now.training.loss > Math.max(1, 1.5 * this.history[0].training)
    }

    // Whether the validation loss has clearly risen from its lowest while the training loss fell.
    get overfits() {
        if (!this.ready || this.history.length < 5) return false
        const lowest = this.history.reduce((best, each) => (each.validation < best.validation ? each : best))
        const last = this.history.at(-1)
        return last.validation > lowest.validation + 0.05 && last.training < lowest.training
    }
}
