/** Small texts by name that lie outside the tables: who restores those leaves these as they are. */
export interface TextStore {
  /** The text of a name; undefined when there is none. */
  read: (name: string) => Promise<string | undefined>;
  /** Writes over what is there. */
  write: (name: string, text: string) => Promise<void>;
}
