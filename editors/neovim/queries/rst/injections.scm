;; extends

; Directives of Sphinx and its like whose content is Python, whatever their arguments.
((directive
  name: (type) @_directive
  body: (body
    (content) @injection.content))
  (#any-of? @_directive "doctest" "testcode" "testsetup" "ipython" "jupyter-execute" "exec-python")
  (#set! injection.language "python"))

; Names of Python that are no names of its parser.
((directive
  name: (type) @_directive
  body: (body
    (arguments) @_name
    (content) @injection.content))
  (#any-of? @_directive "code" "code-block" "sourcecode" "code-cell")
  (#any-of? @_name "py" "py3" "python2" "python3" "Python" "pycon" "ipython" "ipython3")
  (#set! injection.language "python"))

; What follows "::" is Python where it begins like nothing else.
((literal_block) @injection.content
  (#lua-match? @injection.content "^%s*>>> ")
  (#set! injection.language "python"))

((literal_block) @injection.content
  (#any-lua-match? @injection.content "^%s*import [%a_]" "^%s*from [%a_.]+ import " "^%s*def [%a_]+" "^%s*class [%a_]+" "^%s*@[%a_]")
  (#set! injection.language "python"))
