/** A moment, UTC milliseconds: shown as a time for people, as ISO 8601 for programs. */
export interface Moment {
  readonly at: number;
}

export type Cell = string | number | boolean | null | Moment | readonly string[];

export interface ReportColumn {
  /** The name of the value in JSON and CSV, `lastUsed`. */
  readonly id: string;
  readonly label: string;
  /** Its share of the width of a page, relative to the other columns. */
  readonly width: number;
}

export interface ReportSection {
  /** The name of the section in JSON, `tenantKeys`. */
  readonly id: string;
  readonly heading: string;
  /** What its rows mean, or why there are none. */
  readonly note?: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

export type ReportKind = 'inventory' | 'findings' | 'activity' | 'access-review';

/** What a report says, whatever the format; the same store and date give the same document. */
export interface ReportDocument {
  readonly kind: ReportKind;
  readonly title: string;
  readonly tenant: string;
  /** As of when or between which days, how far the log reached then, and what was counted. */
  readonly facts: readonly { readonly id: string; readonly label: string; readonly value: Cell }[];
  readonly sections: readonly ReportSection[];
}
