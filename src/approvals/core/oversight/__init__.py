"""Oversight (效能监督): what the efficiency office runs beside requests — complaints, duties, inspections — each a matter with dated events and deadlines."""
