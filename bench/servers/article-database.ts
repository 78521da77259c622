import { DatabaseSync } from '@photostructure/sqlite';

/** A row of the list: an article with the totals of its comments. */
export interface ListedArticle {
  readonly id: number;
  readonly title: string;
  readonly author: string;
  readonly summary: string;
  readonly updatedAt: string;
  readonly comments: number;
  readonly score: number;
}

/** The section that is requested, and the number of its articles. */
export const SECTION = 1;
const ARTICLES_PER_SECTION = 100;

const SECTIONS = 20;

/** Chosen so that the query takes about two milliseconds. */
const COMMENTS_PER_ARTICLE = 40;

const SCHEMA = `
  CREATE TABLE section (id INTEGER PRIMARY KEY, version INTEGER NOT NULL);
  CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    section INTEGER NOT NULL REFERENCES section,
    author INTEGER NOT NULL REFERENCES author,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    updated_at TEXT NOT NULL
  );
  CREATE TABLE comment (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    score INTEGER NOT NULL
  );
  CREATE INDEX article_section ON article (section);
  CREATE INDEX comment_article ON comment (article);
`;

const LIST = `
  SELECT article.id, title, author.name AS author, summary, updated_at AS updatedAt,
    count(comment.id) AS comments, total(comment.score) AS score
  FROM article
  JOIN author ON author.id = article.author
  LEFT JOIN comment ON comment.article = article.id
  WHERE section = ?
  GROUP BY article.id
  ORDER BY updated_at DESC, article.id
`;

/** Articles in an embedded, in-memory database. */
export class ArticleDatabase {
  readonly #database = filledDatabase();
  readonly #list = this.#database.prepare(LIST);
  readonly #version = this.#database.prepare('SELECT version FROM section WHERE id = ?');

  articlesIn(section: number): ListedArticle[] {
    return this.#list.all(section) as unknown as ListedArticle[];
  }

  versionOf(section: number): number | undefined {
    return this.#version.get(section)?.version as number | undefined;
  }
}

function filledDatabase(): InstanceType<typeof DatabaseSync> {
  const database = new DatabaseSync(':memory:');
  database.exec(SCHEMA);
  database.exec('BEGIN');
  const section = database.prepare('INSERT INTO section VALUES (?, ?)');
  const author = database.prepare('INSERT INTO author VALUES (?, ?)');
  const article = database.prepare('INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)');
  const comment = database.prepare('INSERT INTO comment VALUES (NULL, ?, ?)');
  for (let id = 1; id <= SECTIONS; id++) {
    section.run(id, 100 + id);
    author.run(id, `Author ${id}`);
  }
  for (let id = 1; id <= SECTIONS * ARTICLES_PER_SECTION; id++) {
    const updatedAt = new Date(Date.UTC(2025, id % 12, (id % 28) + 1, id % 24, id % 60)).toISOString();
    const summary = `What a cache asks, case ${id}.`;
    article.run(id, (id % SECTIONS) + 1, ((id * 7) % SECTIONS) + 1, `Revalidation, part ${id}`, summary, updatedAt);
  }
  for (let id = 0; id < SECTIONS * ARTICLES_PER_SECTION * COMMENTS_PER_ARTICLE; id++) {
    comment.run((id % (SECTIONS * ARTICLES_PER_SECTION)) + 1, id % 11);
  }
  database.exec('COMMIT');
  return database;
}
