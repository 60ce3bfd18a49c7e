"""The checker for Python, through wasmtime: files and options in, the report out."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from wasmtime import Engine, Instance, Module, Store, Trap

MODULE = Path(__file__).parent / "../wasm/shixiang.wasm"


class Refused(ValueError):
    """The request is wrong: a rule that does not exist, a file whose format is unknown. Data never is."""


class Shixiang:
    """Compiled once, used for any number of checks; each thread needs one of its own."""

    def __init__(self, module: Path = MODULE) -> None:
        self._engine = Engine()
        self._module = Module.from_file(self._engine, str(module))
        self._store: Store | None = None

    def check(self, files: Mapping[str, bytes], **options: Any) -> str:
        """The report as the JSON text that `shixiang check --format json` prints.

        The options have the names of the command's: `inputs`, `lang`, `profile`, `select`, `today` …;
        examples/wasm/shixiang.d.mts lists them all.
        """
        china = timezone(timedelta(hours=8))
        sent = [{"name": name, "length": len(content)} for name, content in files.items()]
        asked = {"today": datetime.now(china).date().isoformat(), **options, "files": sent}
        head = json.dumps(asked).encode()
        request = b"".join([head, *files.values()])

        if self._store is None:
            self._store = Store(self._engine)
            self._exports = Instance(self._store, self._module, []).exports(self._store)
        store, exports = self._store, self._exports
        try:
            exports["memory"].write(store, request, exports["input"](store, len(request)))
            status = exports["check"](store, len(head))
            start = exports["output"](store)
            answer = exports["memory"].read(store, start, start + exports["output_length"](store))
        except Trap:
            # What is left of a run that was cut short is not used again.
            self._store = None
            raise
        if status != 0:
            raise Refused(json.loads(answer)["error"])
        return answer.decode()
