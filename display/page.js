// What every page at the end of a line has in common: whether its news is fresh, the code while it asks to be let in,
// the town's logo. The hall display and the dashboard build on it; it knows neither.

import { logoAddress } from "./look.js";

export class Page {
  document;
  words;
  clock;
  isStale = false;
  newsAt = null;
  pairing = null;

  constructor(document, words, clock) {
    this.document = document;
    this.words = words;
    this.clock = clock;
  }

  /** Brings the page in line with what is known now. */
  paint() {}

  /** Something was heard from the host just now. */
  showFresh() {
    this.newsAt = this.clock.now();
    if (!this.isStale) return;
    this.isStale = false;
    this.paint();
  }

  /** Nothing was heard for almost five seconds. */
  showStale() {
    this.isStale = true;
    this.paint();
  }

  /** `{code}` while a token is asked for, null when that is over. */
  showPairing(state) {
    this.pairing = state;
    this.paint();
  }

  /** Shows the logo when it is one of this host's own files and can be loaded. */
  paintLogo(look) {
    const logo = this.part("logo");
    const address = logoAddress(look, location.origin);
    logo.onerror = () => (logo.hidden = true);
    logo.hidden = !address;
    if (address && logo.src !== address) logo.src = address;
  }

  write(id, text) {
    const part = this.part(id);
    if (part.textContent !== text) part.textContent = text;
  }

  part(id) {
    return this.document.getElementById(id);
  }
}
