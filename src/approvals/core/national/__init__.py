"""The national upload tables (up_pro_*) and the evaluation and supervision sets of GB/T 39046—2020, as this register fills them."""
