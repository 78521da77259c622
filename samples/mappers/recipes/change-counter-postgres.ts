/** Counts the changes of the table in 16 rows, so that two writers rarely wait for each other. */
export const CHANGE_COUNTER = [
  'CREATE TABLE articles_changes (slot int PRIMARY KEY, changes bigint NOT NULL)',
  // It starts at random, so that the numbers do not come back when the table is dropped and created again.
  `INSERT INTO articles_changes
   SELECT slot, floor(random() * 281474976710656) FROM generate_series(0, 15) AS slot`,
  `CREATE FUNCTION count_change_of_articles() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE articles_changes SET changes = changes + 1 WHERE slot = pg_backend_pid() % 16;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON articles
   FOR EACH STATEMENT EXECUTE FUNCTION count_change_of_articles()`,
];
