"""From a finding to a Plotly figure."""
