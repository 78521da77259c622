import type { Articles } from '../articles';

/** Where a write can be held: when its preconditions have been checked, or when its mapper has read the row too. */
export type Place = 'checked' | 'read';

export type GateMessage = { readonly hold: Place } | { readonly release: true };
export type GateReport = { readonly holding: Place } | { readonly arrived: Place };

/** Holds writes until the parent process lets them go, so that a test can say what comes in between. */
export class Gate {
  #place: Place | undefined;
  #held: (() => void)[] = [];

  constructor() {
    process.on('message', (message: GateMessage) => {
      if ('hold' in message) this.#hold(message.hold);
      else this.#release();
    });
  }

  async pass(place: Place): Promise<void> {
    if (place !== this.#place) return;
    const released = new Promise<void>((resolve) => this.#held.push(resolve));
    report({ arrived: place });
    await released;
  }

  #hold(place: Place): void {
    this.#place = place;
    report({ holding: place });
  }

  #release(): void {
    this.#place = undefined;
    for (const release of this.#held.splice(0)) release();
  }
}

function report(message: GateReport): void {
  process.send?.(message);
}

/** Articles whose writes pass a gate. */
export function gated(articles: Articles, gate: Gate): Articles {
  return {
    versionOf: (slug) => articles.versionOf(slug),
    find: (slug) => articles.find(slug),
    create: async (...args) => {
      await gate.pass('checked');
      return articles.create(...args);
    },
    update: async (...args) => {
      await gate.pass('checked');
      return articles.update(...args);
    },
    remove: async (...args) => {
      await gate.pass('checked');
      return articles.remove(...args);
    },
  };
}
