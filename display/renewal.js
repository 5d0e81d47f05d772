// When a page loads itself again: the host serves these files too, so after an update of the host that brings both to
// one version. Not while the host is away, since nothing would bring a browser back from its own error page, and not in
// the middle of something.

import { PROTOCOL } from "./line.js";

const RELOAD_MILLIS = 30_000;
const AGAIN_MILLIS = 1_000;

/** The version of the host that gave this page, or "". */
export function versionOf(document) {
  return document.querySelector('meta[name="version"]')?.content ?? "";
}

export class Renewal {
  #version;
  #isBusy;
  #timer = null;
  #tried = null;

  /** `isBusy()` says whether the page is in the middle of something. */
  constructor(version, isBusy = () => false) {
    this.#version = version;
    this.#isBusy = isBusy;
  }

  /** A line is up: the host says which version it is. For one version a page loads itself again once. */
  hear(welcome) {
    const { protocol, version = "" } = welcome;
    const isOld = this.#version && version && version !== this.#version && history.state?.renewedFor !== version;
    if (isOld) this.#tried = version;
    if (isOld || protocol !== PROTOCOL) this.soon();
  }

  /** The page cannot go on as it is. */
  soon() {
    this.#timer ??= setTimeout(() => this.#try(), RELOAD_MILLIS);
  }

  async #try() {
    const answer = this.#isBusy() ? null : await fetch(location.pathname).catch(() => null);
    if (answer?.ok && !this.#isBusy()) {
      if (this.#tried) history.replaceState({ ...history.state, renewedFor: this.#tried }, "");
      location.reload();
      return;
    }
    this.#timer = setTimeout(() => this.#try(), this.#isBusy() ? AGAIN_MILLIS : RELOAD_MILLIS);
  }
}
