import { Column, type DataSource, Entity, PrimaryColumn } from 'typeorm';

/**
 * Counts the changes of a table: the version of everything that is made of its rows.
 *
 * Neither the number of rows nor the newest date can be that: delete one row and insert an older one, and both are as
 * before. Triggers count within the statement that makes the change, whichever program it comes from.
 */
@Entity()
export class ChangeCounter {
  /** The table. */
  @PrimaryColumn('text')
  name!: string;

  /** Random: a database that was made anew starts counting again, and its tags must not be those of the old one. */
  @Column('text')
  origin!: string;

  @Column('integer')
  count!: number;

  /** When the last change was made; never goes back, also when the newest row is deleted. */
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
