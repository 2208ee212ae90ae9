/** A file by name: a network of `models/`, or a pack by its path inside `models/packs/`. */
export interface NamedFile {
  name: string;
  bytes: Uint8Array;
}

/** One `<img>` of the page. */
export interface SnapshotImage {
  src: string;
  alt: string;
  width_px: number;
  height_px: number;
  shown: boolean;
}

/** A page as the content script saw it. */
export interface Snapshot {
  schema: 1;
  url: string;
  html: string;
  images: SnapshotImage[];
  language?: string;
}

/** A picture whose file or pixels could be had; pixels are RGBA, eight bits, rows from the top, not premultiplied. */
export type Picture =
  | { src: string; bytes: Uint8Array }
  | { src: string; width_px: number; height_px: number; rgba: Uint8Array };

export type State = 'high' | 'caution' | 'no-signs' | 'not-shopping' | 'could-not-check';
export type Family = 'price' | 'wording' | 'seller' | 'shop' | 'domain' | 'brand' | 'image' | 'review' | 'list';

/** A message of the locale files; `args` fill `$1`, `$2`, ... */
export interface Message {
  key: string;
  args: string[];
}

/** Words or a picture of the page. `where` is a JSON pointer into the Listing or a CSS path into the snapshot. */
export interface Quote {
  text?: string;
  image?: string;
  where: string;
}

/** One sign. Above 0 centibans it speaks against the listing, below 0 for it. */
export interface Finding {
  rule: string;
  family: Family;
  weight_centibans: number;
  /** The weight in words, and whether it was measured. */
  grade: 'slight' | 'clear' | 'strong' | 'very-strong';
  basis: 'measured' | 'judged';
  /** How often it was seen, where the weight was measured; `times` is how many times as frequent it surely is. */
  frequencies?: { listed: number; listed_of: number; legitimate: number; legitimate_of: number; times: number };
  message: Message;
  quotes: Quote[];
  source: string;
}

/** Something that was not looked at. A `picture` with the reason `not-given` is one that the engine would like to see. */
export interface Skipped {
  what: string;
  where: string;
  reason: string;
}

export interface Money {
  amount: string;
  currency?: string;
}

/** One product of a page with several; `where` is its element's CSS path. */
export interface Card {
  title: string;
  price?: Money;
  list_price?: Money;
  seller?: string;
  rating?: string;
  image?: string;
  url?: string;
  where?: string;
}

export interface Trader {
  name?: string;
  address?: string;
  phone?: string;
  email?: string;
  register?: string;
  vat?: string;
}

export interface Seller {
  name?: string;
  url?: string;
  rating_percent?: string;
  rating_count?: number;
  since?: string;
  country?: string;
  trader?: Trader;
}

export interface Shop {
  domain?: string;
  links_total?: number;
  links_external?: number;
  links_social?: number;
  prices_shown?: number;
  prices_discounted?: number;
  prices_struck_through?: number;
  discount_median_percent?: number;
  discount_max_percent?: number;
  has_contact?: boolean;
  has_legal?: boolean;
  payment?: string[];
}

/** What one source says of a fact. */
export interface Said {
  value: string;
  source: string;
  where: string;
}

/** The facts read from a page; absent where unknown. */
export interface Listing {
  kind: 'product' | 'cards' | 'shop' | 'other';
  url?: string;
  title?: string;
  brand?: string;
  description?: string;
  category?: string;
  condition?: string;
  price?: Money;
  list_price?: Money;
  availability?: string;
  sku?: string;
  mpn?: string;
  gtin?: string;
  rating?: string;
  review_count?: number;
  reviews?: { text: string; rating?: string; date?: string }[];
  images?: { src: string; alt?: string }[];
  ships_from?: string;
  seller?: Seller;
  shop?: Shop;
  language?: string;
  cards?: Card[];
  trace?: Record<string, { source: string; where: string }>;
  conflicts?: { fact: string; kept: Said; other: Said }[];
}

/** The answer for one card. */
export interface CardAssessment {
  card: number;
  state: State;
  posterior_permille: number;
  weight_centibans: number;
  findings: Finding[];
}

/** Name, version and SHA-256 of a file that took part. */
export interface Part {
  name: string;
  version: string;
  sha256: string;
}

export interface EngineParts {
  version: string;
  model: Part[];
  packs: Part[];
}

/** The answer for one page. `digest` is the SHA-256 of the rest in canonical JSON (RFC 8785). */
export interface Assessment {
  schema: 1;
  state: State;
  posterior_permille: number;
  weight_centibans: number;
  families: { family: Family; weight_centibans: number }[];
  findings: Finding[];
  /** Signs without which the answer would be another one. */
  would_change?: { rules: string[]; state: State }[];
  cards?: CardAssessment[];
  listing: Listing;
  skipped: Skipped[];
  engine: EngineParts;
  digest: string;
}

/** What the engine throws: a real `Error` with a code that stays the same. */
export interface EngineError extends Error {
  code: 'model-invalid' | 'pack-invalid' | 'schema-unsupported' | 'snapshot-invalid' | 'listing-invalid' | 'argument-invalid' | 'report-invalid' | 'internal';
}
