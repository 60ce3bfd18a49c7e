-- What a person sees of `shixiang lsp` in Neovim 0.7 or newer: findings, help, completion, a fix, in a text with
-- characters that are two units of UTF-16. Started by `.ci/editor`.
local server, directory = os.getenv("SHIXIANG"), os.getenv("FOLDER")
local patience = 20000

local function check()
  local file = directory .. "/item.toml"
  vim.fn.writefile({
    'name = "食品经营许可"',
    'guide.time_limit = { text = "𠮷𠮷", statutory = { amount = 10, unit = "工作日" }, promised = "20个工作日" }',
  }, file)
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  vim.bo.filetype = "toml"
  local config = { name = "shixiang", cmd = { server, "lsp", "--lang", "zh" }, root_dir = directory }
  if vim.lsp.start then
    vim.lsp.start(config)
  else
    vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
  end

  local function lines()
    return vim.api.nvim_buf_get_lines(0, 0, -1, true)
  end
  -- Waits until a finding of this rule is shown, or is no longer.
  local function found(code, is_there)
    local one
    local done = vim.wait(patience, function()
      one = nil
      for _, shown in ipairs(vim.diagnostic.get(0)) do
        -- Older versions keep the code with what the server sent.
        one = (shown.code or shown.user_data.lsp.code) == code and shown or one
      end
      return #vim.diagnostic.get(0) > 0 and (one ~= nil) == is_there
    end, 50)
    local word = is_there and " is not shown" or " is still shown"
    assert(done, code .. word .. ": " .. vim.inspect(vim.diagnostic.get(0)))
    return one
  end
  local function ask(method, line, text, more)
    local _, column = lines()[line + 1]:find(text, 1, true)
    vim.api.nvim_win_set_cursor(0, { line + 1, column - 1 })
    local params = vim.lsp.util.make_position_params(0, "utf-16")
    for key, value in pairs(more or {}) do
      params[key] = value
    end
    local answers = vim.lsp.buf_request_sync(0, method, params, patience)
    local _, answer = next(answers)
    return answer.result
  end

  local wrong = found("DOC003", true)
  local place = lines()[wrong.lnum + 1]:sub(wrong.col + 1, wrong.end_col)
  print("finding: " .. wrong.message:gsub("\n", " "))
  assert(place == '"20个工作日"', place)

  local here = { start = { line = 1, character = 0 }, ["end"] = { line = 1, character = 200 } }
  local actions = ask("textDocument/codeAction", 1, "promised", { range = here, context = { diagnostics = {} } })
  print("fix: " .. actions[1].title)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
  assert(lines()[2]:find('promised = { amount = 20, unit = "工作日" } }', 1, true), lines()[2])
  found("DOC003", false)
  local late = found("LIM010", true)
  print("finding: " .. late.message:gsub("\n", " "))

  local help = ask("textDocument/hover", 1, "promised").contents.value
  print("help: " .. help:sub(1, (help:find("\n") or 0) - 1))
  assert(help:find("承诺办结时限", 1, true) and help:find("LIM010", 1, true), help)

  vim.api.nvim_buf_set_lines(0, 1, 1, true, { "item_type = " })
  local proposed = ask("textDocument/completion", 1, "= ")
  print("completion: " .. proposed[1].label .. ", " .. proposed[2].label .. " …")
  assert(proposed[1].label == "行政许可", proposed[1].label)
end

local is_sound, fault = xpcall(check, debug.traceback)
if is_sound then
  vim.cmd("qall!")
else
  print(fault)
  vim.cmd("cquit 1")
end
