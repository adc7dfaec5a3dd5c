"""The made documents. Bodies and persons that issue or sign them are invented."""

from samples.documents.chi_thi import CHI_THI
from samples.documents.ke_hoach import KE_HOACH
from samples.documents.nghi_dinh import NGHI_DINH
from samples.documents.quyet_dinh import QUYET_DINH
from samples.documents.thong_tu import THONG_TU

DOCUMENTS = (QUYET_DINH, KE_HOACH, CHI_THI, THONG_TU, NGHI_DINH)
