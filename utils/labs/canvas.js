// The paper of the lab "Draw it". Lines are drawn here, in the browser, and reach the kernel once a stroke has ended,
// so that they follow the pen however slow the connection is.
const GRID = 112 // what the kernel gets: as many grey values a side
const SIDE = 4 * GRID // what is drawn on
const THIN = 0.045 * SIDE
const THICK = 0.16 * SIDE
const MOST_STEPS_BACK = 30

function newCanvas(side) {
    const canvas = document.createElement("canvas")
    canvas.width = canvas.height = side
    return canvas
}

// Base64 text of how much ink there is in each of GRID times GRID boxes, from 0 to 255.
function read(paper) {
    const small = newCanvas(GRID)
    const context = small.getContext("2d")
    context.imageSmoothingQuality = "high"
    context.drawImage(paper, 0, 0, GRID, GRID)
    const pixels = context.getImageData(0, 0, GRID, GRID).data
    return btoa(Array.from({ length: GRID * GRID }, (_, box) => String.fromCharCode(pixels[4 * box + 3])).join(""))
}

// The opposite: put ink on the paper.
function write(paper, text) {
    const context = paper.getContext("2d")
    context.globalCompositeOperation = "source-over" // the eraser may have been in use
    context.clearRect(0, 0, SIDE, SIDE)
    const ink = atob(text)
    if (ink.length !== GRID * GRID) return
    const small = newCanvas(GRID)
    const pixels = new ImageData(GRID, GRID)
    for (let box = 0; box < ink.length; box++) pixels.data[4 * box + 3] = ink.charCodeAt(box)
    small.getContext("2d").putImageData(pixels, 0, 0)
    context.drawImage(small, 0, 0, SIDE, SIDE)
}

function newButton(words, press) {
    const button = document.createElement("button")
    button.className = "jupyter-widgets jupyter-button widget-button"
    button.textContent = words
    button.addEventListener("click", press)
    return button
}

function newBox(words) {
    const box = document.createElement("input")
    box.type = "checkbox"
    const label = document.createElement("label")
    label.append(box, words)
    return [box, label]
}

function render({ model, el }) {
    const words = model.get("words")
    const paper = newCanvas(SIDE)
    paper.className = "keras-study-paper"
    paper.setAttribute("role", "img")
    paper.setAttribute("aria-label", words.paper)
    const context = paper.getContext("2d", { willReadFrequently: true })
    const before = [] // the paper before each stroke
    let pointer = null

    const [thick, thickLabel] = newBox(words.thick)
    const [eraser, eraserLabel] = newBox(words.eraser)

    const send = () => {
        model.set("ink", read(paper))
        model.save_changes()
    }
    const keep = () => {
        before.push(context.getImageData(0, 0, SIDE, SIDE))
        if (before.length > MOST_STEPS_BACK) before.shift()
    }
    const undo = newButton(words.undo, () => {
        if (!before.length) return
        context.putImageData(before.pop(), 0, 0)
        send()
    })
    const clear = newButton(words.clear, () => {
        keep()
        context.clearRect(0, 0, SIDE, SIDE)
        send()
    })

    const moveTo = (event) => {
        const place = paper.getBoundingClientRect()
        context.lineTo(((event.clientX - place.left) * SIDE) / place.width, ((event.clientY - place.top) * SIDE) / place.height)
        context.stroke()
    }
    paper.addEventListener("pointerdown", (event) => {
        if (pointer !== null || event.button !== 0) return
        event.preventDefault()
        paper.setPointerCapture(event.pointerId)
        pointer = event.pointerId
        keep()
        const lineWidth = thick.checked ? THICK : THIN
        const globalCompositeOperation = eraser.checked ? "destination-out" : "source-over"
        Object.assign(context, { lineCap: "round", lineJoin: "round", lineWidth, globalCompositeOperation })
        context.beginPath()
        moveTo(event)
        moveTo(event)
    })
    paper.addEventListener("pointermove", (event) => {
        if (event.pointerId !== pointer) return
        // What the browser put together since the last frame: without it, a fast line has corners.
        const steps = event.getCoalescedEvents?.() ?? []
        for (const step of steps.length ? steps : [event]) moveTo(step)
    })
    for (const end of ["pointerup", "pointercancel"]) {
        paper.addEventListener(end, (event) => {
            if (event.pointerId !== pointer) return
            pointer = null
            send()
        })
    }

    const show = () => {
        if (model.get("ink") === read(paper)) return
        keep()
        write(paper, model.get("ink"))
    }
    model.on("change:ink", show)
    show()

    const tools = document.createElement("div")
    tools.className = "keras-study-tools"
    tools.append(undo, clear, thickLabel, eraserLabel)
    el.append(paper, tools)
    return () => model.off("change:ink", show)
}

export default { render }
