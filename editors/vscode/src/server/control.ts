/** The server as the rest of this extension sees it: its state, starting, restarting and installing it. */

import * as vscode from "vscode";
import { State, type LanguageClient } from "vscode-languageclient/node";
import { createClient } from "./client.ts";
import { crashCounter } from "./crashes.ts";
import { findServer, type Found } from "./find.ts";
import { installServer } from "./own_environment.ts";

export type ServerState =
  | { readonly kind: "starting" | "installing" | "stopped" }
  | { readonly kind: "running"; readonly found: Found }
  /** `why` is for the user; `named`: a setting names what can't be used. */
  | { readonly kind: "missing"; readonly why: string; readonly named: boolean }
  | { readonly kind: "failed"; readonly why: string };

export class ServerControl implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ServerState>();
  readonly onDidChange = this.#changed.event;
  readonly output: vscode.LogOutputChannel;
  readonly #context: vscode.ExtensionContext;
  readonly #crashes = crashCounter();
  #client: LanguageClient | undefined;
  #state: ServerState = { kind: "stopped" };
  /** Starting and stopping, one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(context: vscode.ExtensionContext, output: vscode.LogOutputChannel) {
    this.#context = context;
    this.output = output;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** The client, while its server answers. */
  get client(): LanguageClient | undefined {
    return this.#state.kind === "running" ? this.#client : undefined;
  }

  /** The server's program, while it runs: its command line answers, too. */
  get program(): string | undefined {
    return this.#state.kind === "running" ? this.#state.found.program : undefined;
  }

  restart(): Promise<void> {
    return this.#next(async () => {
      this.#crashes.forget();
      await this.#stop();
      await this.#start();
    });
  }

  /** Install the server and start it. Gives undefined, or why that did not work. */
  async install(): Promise<string | undefined> {
    let problem: string | undefined;
    await this.#next(async () => {
      await this.#stop();
      this.#become({ kind: "installing" });
      problem = await installServer(this.#context, this.output);
      await this.#start();
    });
    return problem;
  }

  stop(): Promise<void> {
    return this.#next(() => this.#stop());
  }

  dispose(): void {
    void this.stop();
    this.#changed.dispose();
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #start(): Promise<void> {
    this.#become({ kind: "starting" });
    const found = await findServer(this.#context);
    if ("why" in found) {
      this.output.warn(found.why);
      this.#become({ kind: "missing", ...found });
      return;
    }
    this.output.info(`notes-lsp ${found.version}, found ${found.where}: ${found.program}`);
    const client = createClient(this.#context, found, {
      output: this.output,
      crashes: this.#crashes,
      gaveUp: () => this.#become({ kind: "failed", why: "The server of Talk Notes ended again and again." }),
    });
    this.#client = client;
    // A server that has ended is started again by the client itself.
    client.onDidChangeState(({ newState }) => {
      if (client !== this.#client || this.#state.kind === "failed") {
        return;
      }
      this.#become(newState === State.Running ? { kind: "running", found } : { kind: "starting" });
    });
    try {
      await client.start();
    } catch (error) {
      this.#become({ kind: "failed", why: `The server of Talk Notes does not start: ${String(error)}` });
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#become({ kind: "stopped" });
    // One that has crashed can't be stopped, and need not be.
    await client?.dispose().catch(() => undefined);
  }

  #become(state: ServerState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}
