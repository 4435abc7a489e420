"""A storm of touches of a lab in JupyterLab, and whether the browser shows what the kernel knows afterwards."""

from utils.core.paths import COURSE_FOLDER

SECONDS_OF_A_STORM = 2

# Touches one control after the other, chosen by a generator of its own, fifty times a second.
STORM = """async ([output, seconds]) => {
    let seed = 1
    const chance = count => (seed = (seed * 48271) % 2147483647) % count
    const controls = () => [...output.querySelectorAll(
        ".noUi-handle, select, input[type=checkbox], input[type=number], input[type=text], "
        + ".jupyter-button:not([disabled])")]
    const changed = control => ["input", "change", "blur"].forEach(
        name => control.dispatchEvent(new Event(name, { bubbles: true })))
    const touch = control => {
        const key = chance(2) ? "ArrowRight" : "ArrowLeft"
        if (control.matches(".noUi-handle")) {
            control.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))
        } else if (control.matches("select")) {
            control.selectedIndex = chance(control.options.length)
            changed(control)
        } else if (control.matches("[type=number]")) {
            control.value = chance(5) - 2
            changed(control)
        } else if (control.matches("[type=text]")) {
            control.value = ["a bad film", "good", ""][chance(3)]
            changed(control)
        } else {
            control.click()
        }
    }
    let touches = 0
    for (const end = performance.now() + 1000 * seconds; performance.now() < end; touches++) {
        const all = controls()
        touch(all[chance(all.length)])
        await new Promise(resolve => setTimeout(resolve, 20))
    }
    return touches
}"""

# True once every picture and every HTML in the output is the kernel's.
SHOWN = """async ([output, state]) => {
    const digest = async picture => {
        const bytes = await (await fetch(picture.src)).arrayBuffer()
        const hash = await crypto.subtle.digest("SHA-256", bytes)
        return [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, "0")).join("")
    }
    const parsed = html => new DOMParser().parseFromString(html, "text/html").body.innerHTML
    const pictures = await Promise.all([...output.querySelectorAll("img.widget-image")].map(digest))
    const words = [...output.querySelectorAll(".widget-html-content")].map(shown => shown.innerHTML)
    return JSON.stringify(pictures) === JSON.stringify(state.pictures)
        && JSON.stringify(words) === JSON.stringify(state.words.map(parsed))
}"""

# The last cell of the notebook: the labs that its other cells opened are kept drawing, and what one of them shows.
IN_THE_KERNEL = f"""\
import gc, hashlib, json, sys, time

import ipywidgets
from utils.labs.base import Lab

sys.path.append({str(COURSE_FOLDER)!r})
from tests.support.touches import end_training, faults_of, parts

def lab_of(kind):
    (opened,) = [one for one in gc.get_objects() if type(one).__name__ == kind]
    return opened

def lab_draws(kind):
    opened, end = lab_of(kind), time.monotonic() + {SECONDS_OF_A_STORM}
    while time.monotonic() < end:
        opened.redraw()

def lab_shows(kind):
    opened = lab_of(kind)
    end_training(opened)
    shown = parts(opened.widget)
    print(json.dumps({{
        "faults": faults_of(opened),
        "pictures": [hashlib.sha256(bytes(one.value)).hexdigest() for one in shown if type(one) is ipywidgets.Image],
        "words": [one.value for one in shown if type(one) is ipywidgets.HTML],
    }}))"""
