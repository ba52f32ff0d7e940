"""Why should the customer change? (转变的思考, 客户购买公式)."""
