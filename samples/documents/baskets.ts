interface Basket {
  readonly version: number;
  readonly items: readonly string[];
}

const stored = new Map<string, Basket>();

/** Baskets by the cookies of their owners, in memory. */
export const baskets = {
  async versionOf(basket: string): Promise<number | undefined> {
    return stored.get(basket)?.version;
  },

  async find(basket: string): Promise<Basket | undefined> {
    return stored.get(basket);
  },
};
