"""Takes the pictures of this page: python picture.py shixiang tombi

Neovim edits item.toml in tmux, and the language server answers: what is on the screen is written to a picture of the
server's name. It needs tmux, nvim (0.7 or later) and the servers: shixiang with the feature lsp, and tombi
(`pip install tombi`). item.toml itself is left as it is.
"""

import re
import subprocess
import sys
import time
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import NamedTemporaryFile
from unicodedata import east_asian_width

HERE = Path(__file__).parent
COLUMNS, ROWS = 108, 40
CELL, LINE, MARGIN = 8, 18, 10
INK, PAPER = "#d8dee9", "#21252b"
# How the editor looks: its usual colours are made for any terminal, these for this paper.
LOOK = """
set termguicolors pumheight=8 laststatus=0 fillchars=eob:\\ 
lua vim.diagnostic.config({ signs = false })
hi Normal guifg=#d8dee9
hi LineNr guifg=#5c6370
hi Comment guifg=#7f848e
hi String guifg=#98c379
hi Number guifg=#d19a66
hi Identifier guifg=#61afef gui=NONE
hi Type guifg=#61afef gui=NONE
hi Title guifg=#e5c07b gui=bold
hi Pmenu guifg=#d8dee9 guibg=#333842
hi PmenuSel guifg=#ffffff guibg=#4d78cc
hi PmenuSbar guibg=#333842
hi PmenuThumb guibg=#5c6370
hi DiagnosticVirtualTextError guifg=#e06c75
hi! link markdownError NormalFloat
hi markdownCode guifg=#98c379
"""


class Screen:
    """Neovim in a terminal of tmux's own."""

    def __init__(self, server, look):
        editor = f"env LANG=C.UTF-8 SERVER={server} nvim --clean -n -u init.lua -S {look} item.toml"
        size = ("-x", str(COLUMNS), "-y", str(ROWS))
        self.tmux("-f", "/dev/null", "-u", "new-session", "-d", *size, "-c", str(HERE), editor)

    def tmux(self, *arguments):
        command = ["tmux", "-L", "shixiang-picture", *arguments]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    def press(self, *keys, until):
        """Presses keys and waits for a text on the screen."""
        if keys:
            self.tmux("send-keys", *keys)
        for _ in range(300):
            if until in self.tmux("capture-pane", "-p"):
                time.sleep(0.5)
                return
            time.sleep(0.1)
        raise SystemExit(f"{until} did not appear:\n" + self.tmux("capture-pane", "-p"))

    def rows(self):
        """What is written on the screen, with colours; without messages, paths of this machine and what is empty."""
        rows = [[]]
        for one in cells(self.tmux("capture-pane", "-e", "-p", "-N")):
            if one[0] == "\n":
                rows.append([])
            else:
                rows[-1].append(one)
        kept = []
        for row in rows:
            text = "".join(character for character, *_ in row).strip()
            if (text or (kept and kept[-1][0])) and not re.match(r"--|:|\[Scratch\]|Schema: ", text):
                kept.append((text, row))
        return [row for _, row in (kept if kept[-1][0] else kept[:-1])]


def colour(codes):
    """The colour that 2;r;g;b names."""
    codes.pop(0)
    return "#" + "".join(f"{codes.pop(0):02x}" for _ in range(3))


def cells(screen):
    """The characters of a screen, each with ink, paper and weight."""
    ink, paper, bold, swapped = INK, PAPER, False, False
    for part in re.split(r"(\x1b\[[0-9;:]*m)", screen):
        if not part.startswith("\x1b"):
            shown = (paper, ink) if swapped else (ink, paper)
            yield from ((character, *shown, bold) for character in part)
            continue
        codes = [int(code or 0) for code in re.split("[;:]", part[2:-1])]
        while codes:
            code = codes.pop(0)
            if code == 0:
                ink, paper, bold, swapped = INK, PAPER, False, False
            elif code in (1, 22):
                bold = code == 1
            elif code in (7, 27):
                swapped = code == 7
            elif code == 38:
                ink = colour(codes)
            elif code == 48:
                paper = colour(codes)
            elif code in (39, 49):
                ink, paper = (INK, paper) if code == 39 else (ink, PAPER)


def wide(character):
    return east_asian_width(character) in "WF"


def drawn(rows, top):
    """Rows as SVG: words of one look, and of characters of one width, are a text of fixed length."""
    for number, row in enumerate(rows):
        column, y = 0, top + number * LINE
        for (ink, paper, bold, broad), run in groupby(row, lambda cell: (*cell[1:], wide(cell[0]))):
            text, cell = "".join(character for character, *_ in run), CELL * (2 if broad else 1)
            x = MARGIN + column * CELL
            column += len(text) * cell // CELL
            if paper != PAPER:
                yield f'<rect x="{x}" y="{y}" width="{len(text) * cell}" height="{LINE}" fill="{paper}"/>'
            look = f' fill="{ink}"' * (ink != INK) + ' font-weight="bold"' * bold
            # A picture does not keep spaces in a row.
            for words in re.finditer(r"\S+(?: \S+)*", text):
                place = f'x="{x + words.start() * cell}" y="{y + 13}" textLength="{len(words[0]) * cell}"'
                yield f"<text {place}{look}>{escape(words[0])}</text>"


# What is on the screen when a server has answered: findings, the meaning of a key, keys, the meaning of one of them.
ANSWERS = {
    "shixiang": ("承诺办结时限", "is_need", "材料编码", "材料形式"),
    "tombi": ("must be one of", "Enum Values", "acceptance_standard", "form_guid"),
}


def picture(server):
    finding, meaning, keys, meaning_of_key = ANSWERS[server]
    with NamedTemporaryFile("w", suffix=".vim") as look:
        look.write(LOOK)
        look.flush()
        screen = Screen(server, look.name)
        try:
            # Findings beside the values, and what a key means.
            screen.press(until=finding)
            screen.press("12G", ":lua vim.lsp.buf.hover()", "Enter", until=meaning)
            findings = screen.rows()
            # The keys that may follow, and what the chosen one means.
            screen.press("10Gzt", "G", "o", "C-x", "C-o", until=keys)
            screen.press("C-n", "C-n", until=meaning_of_key)
            completion = screen.rows()
        finally:
            screen.tmux("kill-server")

    gap = LINE
    height = 2 * MARGIN + (len(findings) + len(completion)) * LINE + gap
    width = 2 * MARGIN + COLUMNS * CELL
    middle = MARGIN + len(findings) * LINE
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'style="max-width: 100%; height: auto" '
        f'font-family="Sarasa Mono SC, Noto Sans Mono CJK SC, monospace" font-size="13" fill="{INK}">',
        f'<rect width="{width}" height="{height}" rx="6" fill="{PAPER}"/>',
        *drawn(findings, MARGIN),
        f'<path d="M0 {middle + gap // 2}H{width}" stroke="#7f848e"/>',
        *drawn(completion, middle + gap),
        "</svg>",
    ]
    (HERE / f"{server}.svg").write_text("\n".join(lines) + "\n", "utf-8")


for server in sys.argv[1:]:
    picture(server)
