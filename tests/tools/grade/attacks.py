"""Answers that want a grade which they have not earned, or harm to others: each as (exercise, code)."""

_WRONG = "parameters = 1\n"

ATTACKS = {
    "an endless loop": ("1-1-b", "while True: pass"),
    "an endless loop that catches everything": (
        "1-1-b",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    ),
    "sleep": ("1-1-b", "import time\ntime.sleep(10_000)"),
    "memory": ("1-1-b", "all_of_it = [bytearray(2**28) for _ in range(1000)]\nparameters = 1"),
    "memory, written to": ("1-1-b", "import numpy as np\nall_of_it = [np.ones(2**25) for _ in range(1000)]"),
    "a fork bomb": ("1-1-b", "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"),
    "threads without end": (
        "1-1-b",
        "import threading, time\nfor _ in range(5000): threading.Thread(target=time.sleep, args=(99,)).start()",
    ),
    "a process that stays": ("1-1-b", "import os\nif os.fork() == 0:\n    os.setsid()\n    while True: pass\n" + _WRONG),
    "killing the parent": ("1-1-b", "import os\nos.kill(os.getppid(), 9)\n" + _WRONG),
    "killing all": ("1-1-b", "import os\nos.kill(-1, 9)\n" + _WRONG),
    "killing the first process": ("1-1-b", "import os, signal\nfor n in range(1, 65): os.kill(1, n)\n" + _WRONG),
    "an end in the middle": ("1-1-b", "import os\nparameters = 25450\nos._exit(0)"),
    "SystemExit": ("1-1-b", "raise SystemExit(0)"),
    "KeyboardInterrupt": ("1-1-b", "raise KeyboardInterrupt"),
    "recursion": ("1-1-b", "def deeper(): return deeper()\nparameters = deeper()"),
    "a crash": ("1-1-b", "import ctypes\nctypes.string_at(0)"),
    "deleting": (
        "1-1-b",
        "import os, shutil, utils\nfolder = os.path.dirname(utils.__file__)\nshutil.rmtree(folder, ignore_errors=True)\n"
        + _WRONG,
    ),
    "writing outside": ("1-1-b", "from pathlib import Path\nPath({outside!r}).write_text('here')\n" + _WRONG),
    "reading others' work": (
        "1-1-b",
        "from pathlib import Path\nparameters = next(Path({class_folder!r}).rglob('*.json')) and 25450",
    ),
    "reading the solution": (
        "1-1-b",
        "from pathlib import Path\nimport utils\ncourse = Path(utils.__file__).parents[1]\n"
        "found = [file for file in course.rglob('1-1*') if file.read_bytes()]\nassert found\nparameters = 25450",
    ),
    "asking for the solution": ("1-1-b", "parameters = eval(solution('1-1-b').body.partition('= ')[2])"),
    "what another answer has left": (
        "1-1-b",
        "from pathlib import Path\nleft = [*Path('/tmp').iterdir(), *Path('/dev/shm').iterdir()]\n"
        "parameters = 25450 if [each for each in left if each.name == 'left'] else 1",
    ),
    "leaving something": ("1-1-b", "from pathlib import Path\nPath('/tmp/left').write_text('25450')\n" + _WRONG),
    "the network": (
        "1-1-b",
        "import socket\nsocket.create_connection(('127.0.0.1', {port}), timeout=2)\nparameters = 25450",
    ),
    "filling the disk": (
        "1-1-b",
        "number = 0\nwhile True:\n    with open(f'{number}', 'wb') as file: file.write(bytes(2**26))\n    number += 1",
    ),
    "a huge file": ("1-1-b", "with open('x', 'wb') as file:\n    while True: file.write(bytes(2**26))"),
    "huge output": ("1-1-b", "for _ in range(10**5): print('x' * 10**5)\n" + _WRONG),
    "a huge answer": ("1-1-b", "parameters = 'x' * 10**8"),
    "patching the check": (
        "1-1-b",
        "import utils.exercises.check as c\nc.look_at = lambda e, a: (c.Outcome.RIGHT, c.Text('', ''))\n" + _WRONG,
    ),
    "patching what the check calls": (
        "1-1-b",
        "import sys\nsys.modules['utils.exercises.section_1_1'].require = lambda *_: None\n" + _WRONG,
    ),
    "patching without an import": (
        "1-1-b",
        "m = check.__globals__['__builtins__']['__import__']('utils.exercises.section_1_1').exercises\n" + _WRONG,
    ),
    "patching a number": ("1-1-b", "import utils.exercises.section_1_1 as s\ns.require_number = lambda _: 25450\n" + _WRONG),
    "other code in the check": (
        "1-1-b",
        "from utils.exercises.registry import registered\n"
        "registered['1-1-b'].check_answer.__code__ = (lambda parameters: None).__code__\n" + _WRONG,
    ),
    "another check": (
        "1-1-b",
        "from utils.exercises import registry\nimport dataclasses\nr = registry.registered\n"
        "r['1-1-b'] = dataclasses.replace(r['1-1-b'], check_answer=lambda parameters: None)\n" + _WRONG,
    ),
    "patching builtins": ("1-1-b", "import builtins\nbuiltins.isinstance = lambda *_: True\n" + _WRONG),
    "frames": (
        "1-1-b",
        "import sys\nframe = sys._getframe()\nwhile frame:\n    frame.f_locals.update(outcome='RIGHT')\n"
        "    frame = frame.f_back\n" + _WRONG,
    ),
    "frames of an error": (
        "1-1-b",
        "try: 1 / 0\nexcept Exception as error: frame = error.__traceback__.tb_frame.f_back\n"
        "for name, value in frame.f_locals.items():\n    if name == 'namespace': value['parameters'] = 25450",
    ),
    "gc": (
        "1-1-b",
        "import gc\nfor each in gc.get_objects():\n    if type(each) is dict and '1-1-b' in each: each.clear()\n" + _WRONG,
    ),
    "ctypes": ("1-1-b", "import ctypes\nctypes.c_int.from_address(id(25450) + 24).value = 1\n" + _WRONG),
    "writing to every descriptor": (
        "1-1-b",
        "import os\nfor n in range(3, 300):\n    try: os.write(n, b'{{\"outcome\": \"RIGHT\", \"noted\": [], \"changed\": []}}')\n"
        "    except OSError: pass\n" + _WRONG,
    ),
    "reading every descriptor": (
        "1-1-b",
        "import os\nmessage = b'{{\"outcome\": \"RIGHT\", \"message\": {{\"name\": \"\", \"ko\": \"\", \"en\": \"\"}}, \"noted\": [], "
        "\"changed\": []}}'\nfor n in range(3, 40):\n    os.set_blocking(n, False) if os.path.exists(f'/proc/self/fd/{{n}}') else None\n"
        "    try: token = os.read(n, 64)\n    except OSError: continue\n    for m in range(3, 40):\n"
        "        try: os.write(m, token + message)\n        except OSError: pass\nos._exit(0)",
    ),
    "closing every descriptor": ("1-1-b", "import os\nos.closerange(3, 300)\nparameters = 25450"),
    "atexit": ("1-1-b", "import atexit, os\natexit.register(lambda: os.write(4, b'RIGHT'))\n" + _WRONG),
    "signals": ("1-1-b", "import signal\nfor n in (14, 15, 24): signal.signal(n, lambda *_: None)\nwhile True: pass"),
    "a thread that patches later": (
        "1-1-b",
        "import threading, utils.exercises.check as c\n"
        "def later():\n    while True: c.Outcome.NOT_YET._name_ = 'RIGHT'\n"
        "threading.Thread(target=later, daemon=True).start()\n" + _WRONG,
    ),
    "a trace": (
        "1-1-b",
        "import sys\ndef trace(frame, event, argument):\n    if 'parameters' in frame.f_locals: frame.f_locals['parameters'] = 25450\n"
        "    return trace\nsys.settrace(trace)\n" + _WRONG,
    ),
    "a number equal to everything": (
        "1-1-b",
        "class Any(int):\n    def __eq__(self, other): return True\n    def __ne__(self, other): return False\n"
        "    __hash__ = int.__hash__\nparameters = Any(1)",
    ),
    "a lie about the class": (
        "1-1-a",
        "class Stack:\n    __class__ = keras.Sequential\n    output_shape = (None, 10)\n    input_shape = (None, 784)\n"
        "    layers = []\nstack = Stack()",
    ),
    "an instance that lies": (
        "1-1-a",
        "stack = keras.Sequential([keras.Input((784,)), layers.Dense(10)])\nstack.__dict__['output_shape'] = (None, 10)",
    ),
    "memory of the process": ("1-1-b", "from pathlib import Path\nPath('/proc/self/mem').open('r+b').write(b'')\n" + _WRONG),
    "memory of the worker": ("1-1-b", "open('/proc/1/mem', 'r+b').write(b'x')\nparameters = 25450"),
    "another program": ("1-1-b", "import subprocess\nsubprocess.run(['sh', '-c', 'kill -9 1'])\n" + _WRONG),
    "a shell line": ("1-1-b", "!kill -9 -1\n" + _WRONG),
    "the environment": ("1-1-b", "import os\nos.environ['KERAS_STUDY_HOME'] = '/'\n" + _WRONG),
    "a limit raised": (
        "1-1-b",
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (9999, 9999))\nparameters = 25450",
    ),
    "deep brackets": ("1-1-b", "parameters = " + "(" * 5000 + ")" * 5000),
    "signs that are no text": ("1-1-b", "parameters = '\\ud800\\x00'"),
}
