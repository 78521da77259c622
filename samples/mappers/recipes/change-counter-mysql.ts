const SLOTS = Array.from({ length: 16 }, (_, slot) => `(${slot}, FLOOR(RAND() * 281474976710656))`);

const count = 'FOR EACH ROW UPDATE articles_changes SET changes = changes + 1 WHERE slot = CONNECTION_ID() % 16';

/** Counts the changes of the table in 16 rows, so that two writers rarely wait for each other. */
export const CHANGE_COUNTER = [
  'CREATE TABLE articles_changes (slot int PRIMARY KEY, changes bigint NOT NULL)',
  // It starts at random, so that the numbers do not come back when the table is dropped and created again.
  `INSERT INTO articles_changes VALUES ${SLOTS.join(', ')}`,
  `CREATE TRIGGER count_insert AFTER INSERT ON articles ${count}`,
  `CREATE TRIGGER count_update AFTER UPDATE ON articles ${count}`,
  `CREATE TRIGGER count_delete AFTER DELETE ON articles ${count}`,
];
