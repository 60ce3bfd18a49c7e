-- Neovim with a language server: SERVER=shixiang nvim --clean -u init.lua item.toml
local command = { shixiang = { "shixiang", "lsp", "--lang", "zh" }, tombi = { "tombi", "lsp", "--offline" } }
local server = vim.env.SERVER or "shixiang"
vim.o.completeopt = "menuone,preview"
vim.diagnostic.config({ update_in_insert = true })
vim.api.nvim_create_autocmd("BufRead", {
  pattern = "*.toml",
  callback = function()
    local client = vim.lsp.start_client({
      name = server,
      cmd = command[server],
      root_dir = vim.fn.getcwd(),
    })
    vim.lsp.buf_attach_client(0, client)
    vim.bo.omnifunc = "v:lua.vim.lsp.omnifunc"
  end,
})
