-- Neovim with Tombi: nvim --clean -u init.lua item.toml
vim.o.completeopt = "menuone,preview"
vim.diagnostic.config({ update_in_insert = true })
vim.api.nvim_create_autocmd("BufRead", {
  pattern = "*.toml",
  callback = function()
    local tombi = vim.lsp.start_client({
      name = "tombi",
      cmd = { "tombi", "lsp", "--offline" },
      root_dir = vim.fn.getcwd(),
    })
    vim.lsp.buf_attach_client(0, tombi)
    vim.bo.omnifunc = "v:lua.vim.lsp.omnifunc"
  end,
})
