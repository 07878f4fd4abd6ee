#!/usr/bin/env bash
# Checks notes in a job of GitHub Actions: annotations in the log, a summary on the page of the job, a SARIF file.
#
# Takes NOTES_LSP (the program), PATHS and OPTIONS (one on a line) from the environment, and gives the exit code and
# the SARIF file as outputs of the step. It ends well whatever was found: what to do about it is the next step's.
set -uo pipefail

paths=() options=()
while IFS= read -r line; do [ -n "$line" ] && paths+=("$line"); done <<<"${PATHS:-.}"
while IFS= read -r line; do [ -n "$line" ] && options+=("$line"); done <<<"${OPTIONS:-}"

check() {
  # ${a[@]+"${a[@]}"}: an empty list is an error to the bash of macOS.
  "$NOTES_LSP" --check ${options[@]+"${options[@]}"} "$@" -- ${paths[@]+"${paths[@]}"}
}

check --output-format github
code=$?

# What was checked a moment ago comes from the cache.
sarif="$RUNNER_TEMP/notes-lsp.sarif"
check --quiet --output-format markdown --output-file "$GITHUB_STEP_SUMMARY" 2>/dev/null
check --quiet --output-format sarif --output-file "$sarif" 2>/dev/null

echo "exit-code=$code" >>"$GITHUB_OUTPUT"
if [ -s "$sarif" ]; then echo "sarif=$sarif" >>"$GITHUB_OUTPUT"; fi
