;; extends

; Fences that name Python in another way than by its own name, which Neovim knows already.
((fenced_code_block
  (info_string
    (language) @_name)
  (code_fence_content) @injection.content)
  (#any-of? @_name "py" "py3" "python2" "python3" "Python" "pycon" "ipython" "ipython3" "doctest" "{python}")
  (#set! injection.language "python"))

((fenced_code_block
  (info_string) @_info
  (code_fence_content) @injection.content)
  (#lua-match? @_info "^%s*{%.?python[%s}]")
  (#not-lua-match? @_info "^%s*{python}")
  (#set! injection.language "python"))

((fenced_code_block
  (info_string) @_info
  (code_fence_content) @injection.content)
  (#lua-match? @_info "^%s*{code%-cell}%s*i?python")
  (#set! injection.language "python"))

; Indented code that shows a session.
((indented_code_block) @injection.content
  (#lua-match? @injection.content "^%s*>>> ")
  (#set! injection.language "python"))
