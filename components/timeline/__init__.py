"""What is true: dates, tables, filters, arrangement and figures, without Streamlit."""
