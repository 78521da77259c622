interface Basket {
  /** A random text that each change makes anew, as an owner may empty the basket and fill it again. */
  readonly version: string;
  readonly items: readonly string[];
}

const stored = new Map<string, Basket>();

/** Baskets by the cookies of their owners, in memory. */
export const baskets = {
  async versionOf(basket: string): Promise<string | undefined> {
    return stored.get(basket)?.version;
  },

  async find(basket: string): Promise<Basket | undefined> {
    return stored.get(basket);
  },
};
