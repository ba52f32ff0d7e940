"""The adoption ladder (产品应用周期): how far each person has come with a product."""
