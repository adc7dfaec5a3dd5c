"""Ids as something to select from."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import ARRAY, BigInteger, Connection, Integer, Select, cast, column, func, select


def id_list(connection: Connection, ids: Sequence[int]) -> Select[int]:
    """``ids`` as something to select from: one parameter, however many there are."""
    if connection.dialect.name == "sqlite":
        return select(column("value", Integer)).select_from(func.json_each(json.dumps(list(ids))))
    return select(func.unnest(cast(list(ids), ARRAY(BigInteger))))
