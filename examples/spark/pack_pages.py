"""Packs a folder of pages into few large files, which Spark reads far better than many small ones.

OUT/pages-*.tsv.gz holds one page a line, its id and its snapshot as JSON; OUT/frame.csv lists id and shop of each.
A page's id is its path in the folder; its shop is the registrable domain of its address, or its folder where no address is known.
"""

import argparse
import csv
import gzip
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

# A file about as large as a block of HDFS.
CHARACTERS_A_FILE = 128 << 20
SUFFIXES = (".html", ".htm", ".html.gz", ".json")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder of .html, .html.gz or snapshots as .json")
    parser.add_argument("out", type=Path, help="folder to make")
    parser.add_argument("--addresses", type=Path, help="CSV with the columns id and url")
    args = parser.parse_args()
    addresses = read_addresses(args.addresses) if args.addresses else {}
    count = pack(args.folder, args.out, addresses)
    print(f"{count} pages in {args.out}")


def pack(folder, out, addresses, characters_a_file=CHARACTERS_A_FILE):
    """Packs every page below a folder. Gives how many there were."""
    out.mkdir(parents=True)
    shop_of, count, files, room, pages = Shops(), 0, 0, 0, None
    with open(out / "frame.csv", "w", newline="", encoding="utf-8") as frame_file:
        frame = csv.writer(frame_file)
        frame.writerow(["id", "shop"])
        for path in sorted(path for path in folder.rglob("*") if path.name.endswith(SUFFIXES)):
            page_id = path.relative_to(folder).as_posix()
            url, line = snapshot(path, addresses.get(page_id, ""))
            if pages is None or room < len(line):
                if pages:
                    pages.close()
                pages, room = gzip.open(out / f"pages-{files:05}.tsv.gz", "wt", encoding="utf-8", compresslevel=5), characters_a_file
                files += 1
            pages.write(f"{page_id}\t{line}\n")
            room -= len(line)
            frame.writerow([page_id, shop_of(url) or path.parent.relative_to(folder).as_posix()])
            count += 1
    if pages:
        pages.close()
    return count


def snapshot(path, url):
    """A page's address and its line. What is no snapshot goes in as it stands: the engine names the fault."""
    content = path.read_bytes()
    if path.name.endswith(".json"):
        text = " ".join(content.decode("utf-8", "replace").split("\n"))
        try:
            return str(json.loads(text)["url"]), text
        except (ValueError, KeyError, TypeError):
            return url, text
    if path.name.endswith(".gz"):
        content = gzip.decompress(content)
    return url, json.dumps({"schema": 1, "url": url, "html": decode(content)})


def decode(content):
    """A saved page's text: UTF-8, else what the page declares, else what browsers take for the West."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", content[:4096])
    try:
        return content.decode(declared[1].decode() if declared else "cp1252", "replace")
    except LookupError:
        return content.decode("cp1252", "replace")


class Shops:
    """Registrable domains of addresses."""

    def __init__(self):
        self.suffixes = PublicSuffixList()

    def __call__(self, url):
        try:
            host = urlsplit(url).hostname
        except ValueError:
            host = None
        return host and (self.suffixes.privatesuffix(host) or host)


def read_addresses(path):
    with open(path, newline="", encoding="utf-8") as table:
        return {row["id"]: row["url"] for row in csv.DictReader(table)}


if __name__ == "__main__":
    main()
