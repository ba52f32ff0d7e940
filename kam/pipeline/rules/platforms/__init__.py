"""Three platforms on which accounts stand: 市场, 工作, 购买 (method §3.9)."""
