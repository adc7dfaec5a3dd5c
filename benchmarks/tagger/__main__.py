"""``python -m benchmarks.tagger train`` trains; ``python -m benchmarks.tagger`` measures what the
trained tagger adds (docs/RESULTS.md).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.tagger import ablation
from benchmarks.tagger.train import MODEL, train

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def main() -> None:
    """Parse the command line and do it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=["train", "ablation"], default="ablation")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with corpus/")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--only", choices=["actors", "parts"], help="train one of the two")
    args = parser.parse_args()
    if args.what == "train":
        train(args.shared, args.model, args.only)
    else:
        ablation.run(args.shared, args.model)


if __name__ == "__main__":
    main()
