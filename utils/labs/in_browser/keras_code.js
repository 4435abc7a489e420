// The Keras code of what the lab "Playground" shows: this network with these weights, and these points in this order.

// The shortest decimal number that is this float32.
export function asNumber(value) {
    for (let digits = 6; digits < 9; digits++) {
        const short = Number(value.toPrecision(digits))
        if (Math.fround(short) === value) return String(short)
    }
    return String(Number(value.toPrecision(9)))
}

function asList(numbers) {
    return `[${Array.from(numbers, asNumber).join(", ")}]`
}

function rowsOf({ weights, inputs, outputs }) {
    const rows = Array.from({ length: inputs }, (_, row) => asList(weights.subarray(row * outputs, (row + 1) * outputs)))
    return `[${rows.join(", ")}]`
}

// A list over several lines, `each` items a line.
function inLines(items, each) {
    const lines = []
    for (let begin = 0; begin < items.length; begin += each) lines.push(`    ${items.slice(begin, begin + each).join(", ")},`)
    return `[\n${lines.join("\n")}\n]`
}

function pointsAs(name, points) {
    const places = inLines(points.map(({ x, y }) => asList([x, y])), 6)
    const labels = inLines(points.map(({ label }) => label), 30)
    return `x_${name} = np.array(${places}, dtype="float32")\ny_${name} = np.array(${labels}, dtype="float32")`
}

export function kerasCode({ settings, network, training, validation, seen }) {
    const { units, activation, learningRate, batchSize } = settings
    const hidden = network.layers.slice(1).map(() => `    layers.Dense(${units}, activation="${activation}"),\n`)
    const weights = network.layers.flatMap((layer) => [rowsOf(layer), asList(layer.biases)])
    const rest = `model.fit(x_train[${seen}:], y_train[${seen}:], batch_size=${batchSize}, shuffle=False, verbose=0)\n`
    return `import keras
import numpy as np
from keras import layers

model = keras.Sequential([
    keras.Input((2,)),
${hidden.join("")}    layers.Dense(1, activation="sigmoid"),
])
model.compile(keras.optimizers.SGD(learning_rate=${learningRate}), "binary_crossentropy", metrics=["accuracy"])
model.set_weights([
${weights.map((each) => `    np.array(${each}),`).join("\n")}
])

${pointsAs("train", training)}
${pointsAs("val", validation)}

print("loss, accuracy:", model.evaluate(x_train, y_train, verbose=0))
${seen ? rest : ""}history = model.fit(
    x_train, y_train, batch_size=${batchSize}, shuffle=False, epochs=10, validation_data=(x_val, y_val), verbose=2
)
`
}
