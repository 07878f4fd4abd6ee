/** The first notes, for the walkthrough. */

import * as vscode from "vscode";

const EXAMPLE = `# EuroPython 2014

## Tuesday, July 22th

### 10:30 Extending Python, by Jonas Bergqvist

- three ways: the C API, ctypes and CFFI
- TODO: find the slides

\`\`\`python
import queue

inbox = queue.Queue()
inbox.put("hello")
\`\`\`

### 11:30 Logs that can be searched, by Amanda Reyes

- one request id ties all lines together
`;

export async function openExample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content: EXAMPLE });
  await vscode.window.showTextDocument(document);
}
