-- Neovim with nothing but its own client: opens a text, sees what is underlined, takes an offer, types, and has the
-- rest mended at once. Prints what it saw as JSON.
-- usage: TRAAD_BIN=... nvim --headless --clean -c "luafile tests/language/editor.lua" FILE
local WAIT_MS = 20000
local client, code

local function start()
  client = assert(vim.lsp.start_client({
    name = "traad",
    cmd = { vim.env.TRAAD_BIN, "lsp", "--type", "web" },
    on_exit = function(given) code = given end,
  }), "the server did not start")
  vim.lsp.buf_attach_client(0, client)
end
local function found()
  return vim.tbl_map(function(one)
    local line = vim.api.nvim_buf_get_lines(0, one.lnum, one.lnum + 1, false)[1]
    return { rule = one.code, text = line:sub(one.col + 1, one.end_col), message = one.message }
  end, vim.diagnostic.get(0))
end
local function has(rule)
  return vim.tbl_contains(vim.tbl_map(function(one) return one.rule end, found()), rule)
end
local function wait(what, is_so)
  assert(vim.wait(WAIT_MS, is_so, 20), "waited in vain for " .. what)
end
local function take(line, only)
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(0),
    range = { start = { line = line, character = 0 }, ["end"] = { line = line, character = 60 } },
    context = { diagnostics = {}, only = { only } },
  }
  local answer = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, WAIT_MS)[client]
  local action = answer.result[1]
  vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client).offset_encoding)
  return action.title
end

local seen = {}
local ok, wrong = pcall(function()
  start()
  wait("underlines", function() return has("paper-words") end)
  seen.found = found()
  seen.title = take(0, "quickfix")
  wait("the underline to go", function() return not has("paper-words") end)
  vim.api.nvim_buf_set_text(0, 1, 0, 1, 0, { "Såfremt vi ringer: " })
  wait("what was typed", function() return has("paper-words") end)
  take(0, "source.fixAll")
  wait("everything to be mended", function() return not has("paper-words") end)
  seen.text = vim.api.nvim_buf_get_lines(0, 0, -1, false)
end)
if client then
  vim.lsp.stop_client(client)
  vim.wait(WAIT_MS, function() return code ~= nil end, 20)
end
seen.code, seen.wrong = code, not ok and tostring(wrong) or nil
io.stdout:write(vim.json and vim.json.encode(seen) or vim.fn.json_encode(seen))
vim.cmd("qall!")
