import { Column, type DataSource, Entity, PrimaryColumn } from 'typeorm';

/**
 * Counts the changes of a table. The count is the version of everything that is made from its rows.
 *
 * Neither the number of rows nor the newest date is a version: after deleting a row and inserting an older one, both
 * are unchanged. Triggers count in the same statement as the change, whichever program makes it.
 */
@Entity()
export class ChangeCounter {
  /** The table. */
  @PrimaryColumn('text')
  name!: string;

  /** Random, because a new database starts counting again, and must not repeat the tags of the old one. */
  @Column('text')
  origin!: string;

  @Column('integer')
  count!: number;

  /** When the last change was made. It never goes back, even if the newest row is deleted. */
  @Column('datetime')
  changedAt!: Date;

  get tag(): string {
    return `${this.origin}-${this.count}`;
  }
}

/** Counts the changes of a table from now on. */
export async function countChanges(database: DataSource, table: string, origin: string): Promise<void> {
  await database.getRepository(ChangeCounter).insert({ name: table, origin, count: 0, changedAt: new Date() });
  for (const change of ['INSERT', 'UPDATE', 'DELETE']) {
    await database.query(
      `CREATE TRIGGER ${table}_${change} AFTER ${change} ON ${table} BEGIN
         UPDATE change_counter
            SET count = count + 1, changedAt = max(changedAt, strftime('%Y-%m-%d %H:%M:%f', 'now'))
          WHERE name = '${table}';
       END`,
    );
  }
}
