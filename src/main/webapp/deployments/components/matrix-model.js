import { shapeOf } from "../core/icons.js";

/*
 * What the matrix shows, and which of it: without a browser, so that it can be tested without one.
 */

/** What one can ask for besides words: the names are those in the address, and the keys of texts. */
export const STATES = ["deploying", "deployed", "verified", "failed", "hold", "waiting", "drifted", "outOfBand", "offLine", "newer"];

/** By what applications and environments can be grouped, as in the address. */
export const GROUPS = ["tier", "folder", "tier-folder"];

const ORDER = new Intl.Collator(undefined, { numeric: true });

const NOTHING = Object.freeze({ waiting: 0, drifted: false, outOfBand: false, offLine: false, newer: false });

/** One application. Its cells are made when they are looked at, since of thousands few are. */
class Row {
  #line;
  #columns;
  #cells = new Map();
  #words = null;
  behind = new Map();

  /**
   * @param line as the API has it
   * @param {number[]} columns the column of the matrix for each of the API's answer
   */
  constructor(line, columns) {
    this.#line = line;
    this.#columns = columns;
    this.application = line.application;
    this.folder = line.folder;
  }

  /** The cell in a column; `null` where the application does not go. */
  cell(column, matrix) {
    if (!this.#cells.has(column)) {
      this.#cells.set(column, this.#make(column, matrix));
    }
    return this.#cells.get(column);
  }

  #make(column, matrix) {
    const line = this.#line;
    const from = this.#columns.indexOf(column);
    if (from < 0 || !line.pipeline.includes(from)) {
      return null;
    }
    const at = line.deployed.indexOf(from);
    const mark = line.marks.find((one) => one.column === from) ?? NOTHING;
    const environment = matrix.environments[column];
    const status = at < 0 ? null : line.statuses[at];
    return {
      application: line.application,
      environment: environment.name,
      version: at < 0 ? null : line.versions[at],
      status,
      shape: status === null ? "none" : shapeOf(status),
      since: at < 0 ? null : line.since[at],
      hold: environment.hold,
      waiting: mark.waiting,
      drifted: mark.drifted,
      outOfBand: mark.outOfBand,
      offLine: mark.offLine,
      newer: mark.newer,
    };
  }

  /** Folder and name. */
  get path() {
    return this.folder === "" ? this.application : `${this.folder}/${this.application}`;
  }

  /** Folder, name and all versions, in lower case. */
  get words() {
    this.#words ??= [this.path, ...this.#line.versions].join("\n").toLowerCase();
    return this.#words;
  }

  /** Whether a cell in one of these columns is in this state. */
  is(state, columns, matrix) {
    return columns.some((column) => {
      const cell = this.cell(column, matrix);
      return cell !== null && isIn(cell, state);
    });
  }
}

/** Whether a cell is in a state of `STATES`. */
export function isIn(cell, state) {
  if (state === "hold") {
    return cell.hold !== null;
  }
  return cell.shape === state || Boolean(cell[state]);
}

/** The marks of a cell in the order they are shown: names of signs and texts. */
export function marksOf(cell) {
  return ["hold", "waiting", "drifted", "outOfBand", "offLine", "newer"].filter((mark) => isIn(cell, mark));
}

/** Applications by environments. */
export class Matrix {
  #columns;

  /**
   * @param brief what `/v1/matrix/brief` answered for all applications
   * @param {Set<string> | null} [only] the applications to show, and with them the environments they go to; `null` for all
   */
  constructor(brief, only = null) {
    this.environments = brief.environments;
    this.sequence = brief.sequence;
    const same = brief.environments.map((_, column) => column);
    const lines = only ? brief.rows.filter((line) => only.has(line.application)) : brief.rows;
    this.rows = lines.map((line) => new Row(line, same));
    const used = new Set(lines.flatMap((line) => line.pipeline));
    this.#columns = only ? same.filter((column) => used.has(column)) : same;
  }

  /**
   * Takes in what was answered for one application.
   *
   * @returns {boolean} false when it does not fit, as when the configuration is another, and all must be asked for again
   */
  merge(brief) {
    const columns = brief.environments.map((one) => this.environments.findIndex((environment) => environment.name === one.name));
    if (columns.includes(-1) || brief.rows.length !== 1) {
      return false;
    }
    const at = this.rows.findIndex((row) => row.application === brief.rows[0].application);
    if (at < 0) {
      return false;
    }
    // For the API columns are those of its answer, so numbers of other applications may be others.
    const row = new Row(brief.rows[0], columns);
    row.behind = this.rows[at].behind;
    this.rows[at] = row;
    return true;
  }

  /** Keeps of an older matrix what is not in the answers to come. */
  inherit(older) {
    const behind = new Map(older.rows.map((row) => [row.application, row.behind]));
    for (const row of this.rows) {
      row.behind = behind.get(row.application) ?? row.behind;
    }
  }

  /**
   * What is to be shown.
   *
   * @param {{words?: string, state?: string, group?: string}} wish words: all of them are in the name, the folder, a version
   *     or the name of an environment; group: one of `GROUPS`; by `tier` columns of a tier are side by side, by `folder` rows of a
   *     folder are below one another, those without one last
   * @returns {{rows: Row[], columns: number[], tiers: {name: string, columns: number}[], sections: {name: string, rows: number}[]}}
   */
  select({ words = "", state = "", group = "" } = {}) {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const inRow = [];
    const named = [];
    for (const word of wanted) {
      // A word that names environments, such as prod, is about columns unless an application or version has it.
      const rows = this.rows.some((row) => row.words.includes(word));
      const columns = this.environments.some((one) => one.name.toLowerCase().includes(word) || one.tier.toLowerCase().includes(word));
      (rows || !columns ? inRow : named).push(word);
    }
    const [byTier, byFolder] = ["tier", "folder"].map((one) => group.split("-").includes(one));
    const columns = this.#order(byTier).filter((column) => {
      const environment = this.environments[column];
      const text = `${environment.name}\n${environment.tier}`.toLowerCase();
      return named.every((word) => text.includes(word));
    });
    const rows = this.rows.filter(
      (row) => inRow.every((word) => row.words.includes(word)) && (state === "" || row.is(state, columns, this)),
    );
    if (byFolder) {
      rows.sort((a, b) => (a.folder === "") - (b.folder === "") || ORDER.compare(a.folder, b.folder));
    }
    return {
      rows,
      columns,
      tiers: byTier ? runs(columns, (column) => this.environments[column].tier).map(([name, count]) => ({ name, columns: count })) : [],
      sections: byFolder ? runs(rows, (row) => row.folder).map(([name, count]) => ({ name, rows: count })) : [],
    };
  }

  #order(byTier) {
    const all = [...this.#columns];
    if (!byTier) {
      return all;
    }
    const first = new Map();
    this.environments.forEach((environment) => first.has(environment.tier) || first.set(environment.tier, first.size));
    return all.sort((a, b) => first.get(this.environments[a].tier) - first.get(this.environments[b].tier) || a - b);
  }
}

/** The names of what follows one another under the same, and how many that are. */
function runs(items, nameOfItem) {
  const found = [];
  for (const item of items) {
    const name = nameOfItem(item);
    if (found.at(-1)?.[0] === name) {
      found.at(-1)[1]++;
    } else {
      found.push([name, 1]);
    }
  }
  return found;
}

/** What a screen reader says of a cell: everything that is seen of it, in words. */
export function nameOf(cell, behind, texts, now) {
  const parts = [texts.t("matrix.cell", { application: cell.application, environment: cell.environment })];
  if (cell.version === null) {
    parts.push(texts.t("status.NONE"));
  } else {
    parts.push(cell.version, texts.t(`status.${cell.status}`), texts.t("matrix.for", { age: texts.duration(Math.max(0, now - Date.parse(cell.since))) }));
  }
  if (behind > 0) {
    parts.push(texts.t("matrix.behind", { count: behind }));
  }
  for (const mark of marksOf(cell)) {
    parts.push(texts.t(`matrix.mark.${mark}`, { count: cell.waiting }));
  }
  return parts.join(", ");
}
