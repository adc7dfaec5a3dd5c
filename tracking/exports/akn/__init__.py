"""A decision as Akoma Ntoso 3.0 (OASIS LegalDocML)."""

from vanban.tracking.exports.akn.write import akoma_ntoso

__all__ = ["akoma_ntoso"]
