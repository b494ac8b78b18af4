/** An article as a system's knowledge base keeps it. `language`: as the system was told. */
export type StoredArticle = {
  id: string;
  number: string;
  title: string;
  html: string;
  language: string | null;
  /** ISO, UTC. */
  at: string;
  isDraft: boolean;
};
